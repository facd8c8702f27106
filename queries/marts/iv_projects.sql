/*
title = "IV-projecten, met de categorie volgens de aanname waar de levering er bij de hersteloperatie geen noemt"
grain = "één rij per project"
*/
with assumed as (select value as recovery_category from iv_assumptions where name = 'recovery_category'),
categorised as (
    select
        *,
        coalesce(category::varchar, if(is_recovery, recovery_category, null), 'onbekend') as known_category,
        category is null and coalesce(is_recovery, false) as is_category_assumed,
    from staging.iv_projects
    cross join assumed
    where left_out is null
)
select
    project,
    name,
    known_category as category,
    is_category_assumed,
    -- the order of the toetsingskader divides what is left after maintenance
    coalesce(ground::varchar, if(known_category = 'instandhouding', 'instandhouding', 'onbekend')) as ground,
    chain,
    coalesce(organisation::varchar, 'onbekend') as organisation,
    coalesce(is_mandatory, false) as is_mandatory,
    coalesce(is_recovery, false) as is_recovery,
    measure_numbers,
    unlocked_numbers,
    predecessors,
    is_scalable,
    min_days,
    max_days,
    citizens_score,
    businesses_score,
    continuity_score,
    scored_by::varchar as scored_by,
    scored_on,
from categorised
order by project
