/*
title = "Dagen per categorie bij deze aannamen"
definition = "Toegekende IV-dagen per categorie in de laatste stand die op de peildatum was vastgesteld, als de hersteloperatie in de gekozen categorie telt waar de levering er geen noemt. Bij instandhouding staat wat de aanname verwacht: geldt de 60% uit de Kamerbrief voor deze dagen, dan dat deel van de capaciteit, en anders niets. Beide keuzen zijn aannamen; de Kamerbrief van 21 mei 2025 zegt ze niet."
grain = "één rij per categorie met dagen"
needs = "iv_projects"

[columns]
category = { label = "Categorie", unit = "code", meaning = "instandhouding of deel van het meerjarenportfolio" }
projects = { label = "Projecten", unit = "aantal", meaning = "projecten met toegekende dagen (n)" }
stated = { label = "Categorie geleverd", unit = "IV-dagen", meaning = "toegekend aan projecten waarvan de levering de categorie noemt" }
assumed = { label = "Categorie aangenomen", unit = "IV-dagen", meaning = "toegekend aan projecten van de hersteloperatie die bij deze aanname hier tellen" }
allocated = { label = "Toegekend", unit = "IV-dagen", meaning = "samen" }
share_allocated = { label = "Aandeel", unit = "aandeel", meaning = "toegekend gedeeld door alle toegekende dagen" }
expected = { label = "Verwacht volgens de aanname", unit = "IV-dagen", meaning = "bij instandhouding: het aangenomen deel van de capaciteit als dat voor deze dagen geldt, en anders nul" }
*/
with assumed as (
    select
        coalesce($recovery_category, any_value(value) filter (name = 'recovery_category')) as recovery_category,
        coalesce($maintenance_within, any_value(value) filter (name = 'maintenance_within_chain_days') = 'ja') as is_within,
        any_value(value) filter (name = 'maintenance_share') as maintenance_share,
    from iv_assumptions
),
last_capacity as (
    select chain, baseline, days
    from iv_capacity
    where year = $year and set_on <= $as_of and coalesce(superseded_on > $as_of, true) and ($chain is null or chain = $chain)
),
divided as (
    select if(is_category_assumed, recovery_category, category) as category, is_category_assumed, allocated
    from iv_allocations
    join iv_projects using (project, chain)
    semi join last_capacity using (chain, baseline)
    cross join assumed
    where year = $year and allocated > 0
),
expected as (
    select if(any_value(is_within), sum(days) * any_value(maintenance_share)::decimal(9, 4), 0) as days
    from last_capacity
    cross join assumed
)
select
    category,
    count(*) as projects,
    sum(if(is_category_assumed, 0, allocated))::double as stated,
    sum(if(is_category_assumed, allocated, 0))::double as assumed,
    sum(allocated)::double as allocated,
    sum(allocated)::double / (sum(sum(allocated)) over ())::double as share_allocated,
    if(category = 'instandhouding', any_value(expected.days), null)::double as expected,
from divided
cross join expected
group by category
order by category
