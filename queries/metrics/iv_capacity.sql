/*
title = "IV-capaciteit: toegekend en vrij"
definition = "Per keten en stand hoeveel IV-dagen er zijn, hoeveel daarvan zijn toegekend en wat vrij is: capaciteit min toegekend. Is er meer toegekend dan er dagen zijn, dan is vrij negatief en is dat een alarm."
grain = "één rij per keten en stand"
needs = "iv_projects"

[columns]
chain = { label = "Keten", unit = "code", meaning = "keten die de dagen levert" }
baseline = { label = "Stand", unit = "code", meaning = "begroting of herijking" }
set_on = { label = "Vastgesteld", unit = "datum", meaning = "dag waarop de stand is vastgesteld" }
set_by = { label = "Door", unit = "code", meaning = "overleg dat de stand vaststelde" }
projects = { label = "Projecten", unit = "aantal", meaning = "projecten met toegekende dagen (n)" }
capacity = { label = "Capaciteit", unit = "IV-dagen", meaning = "IV-dagen die er zijn" }
requested = { label = "Gevraagd", unit = "IV-dagen", meaning = "door alle projecten gevraagd" }
allocated = { label = "Toegekend", unit = "IV-dagen", meaning = "aan alle projecten toegekend" }
free = { label = "Vrij", unit = "IV-dagen", meaning = "capaciteit min toegekend; negatief als er te veel is toegezegd" }
over_commitment = { label = "Te veel toegezegd", unit = "IV-dagen", meaning = "toegekend min capaciteit; hoort nul of minder te zijn" }
is_over_committed = { label = "Alarm", unit = "ja/nee", meaning = "of er meer is toegekend dan er dagen zijn" }
source = { label = "Bron", unit = "tekst", meaning = "waar het aantal dagen vandaan komt" }
*/
with divided as (
    select
        chain,
        baseline,
        count(*) filter (allocated > 0) as projects,
        sum(requested) as requested,
        sum(allocated) as allocated,
    from iv_allocations
    where year = $year
    group by chain, baseline
)
select
    chain,
    baseline::varchar as baseline,
    set_on,
    set_by::varchar as set_by,
    coalesce(projects, 0) as projects,
    days::double as capacity,
    coalesce(requested, 0)::double as requested,
    coalesce(allocated, 0)::double as allocated,
    (days - coalesce(allocated, 0))::double as free,
    (coalesce(allocated, 0) - days)::double as over_commitment,
    coalesce(allocated, 0) > days as is_over_committed,
    source,
from iv_capacity
left join divided using (chain, baseline)
where year = $year and set_on <= $as_of and ($chain is null or chain = $chain)
order by chain, baseline
