/*
title = "Waar de IV-capaciteit heen gaat"
definition = "De IV-dagen die er zijn volgens de laatste stand die op de peildatum was vastgesteld, verdeeld over categorieën en projecten. Wat niet is toegekend, staat er als vrij bij; is er meer toegekend dan er dagen zijn, dan staat dat er met een minteken bij. De rijen van een keten tellen zo op tot haar capaciteit. De categorie van een project van de hersteloperatie is een aanname als de levering er geen noemt."
grain = "één rij per keten en project met dagen, en één voor wat vrij is of te veel is toegezegd"
needs = "iv_projects"

[columns]
chain = { label = "Keten", unit = "code", meaning = "keten die de dagen levert" }
baseline = { label = "Stand", unit = "code", meaning = "laatste begroting of herijking van de keten" }
category = { label = "Categorie", unit = "code", meaning = "instandhouding of deel van het meerjarenportfolio; of vrij, of te veel toegezegd" }
is_category_assumed = { label = "Categorie aangenomen", unit = "ja/nee", meaning = "of de categorie een aanname is" }
project = { label = "Project", unit = "code", meaning = "code van het project" }
name = { label = "Naam", unit = "tekst", meaning = "naam van het project" }
days = { label = "Dagen", unit = "IV-dagen", meaning = "toegekend; of wat van de capaciteit overblijft" }
*/
with last_capacity as (
    select chain, baseline, days
    from iv_capacity
    where year = $year and set_on <= $as_of and coalesce(superseded_on > $as_of, true) and ($chain is null or chain = $chain)
),
divided as (
    select chain, category, is_category_assumed, project, name, allocated
    from iv_allocations
    join iv_projects using (project, chain)
    semi join last_capacity using (chain, baseline)
    where year = $year and allocated > 0
),
left_over as (
    select chain, days - coalesce(sum(allocated), 0) as days
    from last_capacity
    left join divided using (chain)
    group by chain, days
),
every_day as (
    select chain, category, is_category_assumed, project, name, allocated as days from divided
    union all
    select chain, if(days < 0, 'iv_over_committed', 'iv_free'), false, null, null, days from left_over
)
select
    chain,
    baseline::varchar as baseline,
    category,
    is_category_assumed,
    project,
    name,
    every_day.days::double as days,
from every_day
join last_capacity using (chain)
order by chain, category like 'iv!_%' escape '!', category, project
