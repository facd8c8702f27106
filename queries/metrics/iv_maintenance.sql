/*
title = "Aandeel instandhouding en hersteloperatie"
definition = "Per keten en stand welk deel van de toegekende IV-dagen bestaande systemen in stand houdt, en welk deel naar de hersteloperatie gaat. Ernaast staat het deel voor instandhouding dat de Kamerbrief voor alle IV-capaciteit noemt; of dat ook voor deze keten geldt, is een aanname. De categorie van een project van de hersteloperatie is een aanname als de levering er geen noemt."
grain = "één rij per keten en stand"
needs = "iv_projects"

[columns]
chain = { label = "Keten", unit = "code", meaning = "keten die de dagen levert" }
baseline = { label = "Stand", unit = "code", meaning = "begroting of herijking" }
projects = { label = "Projecten", unit = "aantal", meaning = "projecten met toegekende dagen (n)" }
allocated = { label = "Toegekend", unit = "IV-dagen", meaning = "aan alle projecten toegekend (noemer)" }
maintenance = { label = "Instandhouding", unit = "IV-dagen", meaning = "waarvan voor instandhouding (teller)" }
recovery = { label = "Hersteloperatie", unit = "IV-dagen", meaning = "waarvan voor de hersteloperatie (teller)" }
category_assumed = { label = "Categorie aangenomen", unit = "IV-dagen", meaning = "dagen van projecten waarvan de categorie een aanname is" }
share_maintenance = { label = "Aandeel instandhouding", unit = "aandeel", meaning = "instandhouding gedeeld door toegekend" }
share_recovery = { label = "Aandeel hersteloperatie", unit = "aandeel", meaning = "hersteloperatie gedeeld door toegekend" }
assumed_share = { label = "Aanname instandhouding", unit = "aandeel", meaning = "wat de Kamerbrief voor alle IV-capaciteit noemt" }
*/
with divided as (
    select
        iv_allocations.chain,
        baseline,
        count(*) filter (allocated > 0) as projects,
        sum(allocated) as allocated,
        sum(if(category = 'instandhouding', allocated, 0)) as maintenance,
        sum(if(is_recovery, allocated, 0)) as recovery,
        sum(if(is_category_assumed, allocated, 0)) as category_assumed,
    from iv_allocations
    join iv_projects using (project)
    where year = $year and set_on <= $as_of and ($chain is null or iv_allocations.chain = $chain)
    group by all
)
select
    chain,
    baseline::varchar as baseline,
    projects,
    allocated::double as allocated,
    maintenance::double as maintenance,
    recovery::double as recovery,
    category_assumed::double as category_assumed,
    maintenance::double / nullif(allocated, 0)::double as share_maintenance,
    recovery::double / nullif(allocated, 0)::double as share_recovery,
    value::double as assumed_share,
from divided
join iv_assumptions on iv_assumptions.name = 'maintenance_share'
order by chain, baseline
