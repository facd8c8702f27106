/*
title = "Met welke maatregelen en projecten een IV-project samenhangt, als tekst"
grain = "één rij per IV-project"
*/
with linked as (
    select
        project,
        string_agg(measure_number::varchar, ', ' order by measure_number) filter (link = 'executes') as measures,
        string_agg(measure_number::varchar, ', ' order by measure_number) filter (link = 'unlocks') as unlocks,
    from iv_measures
    group by project
),
preceded as (
    select project, string_agg(predecessor, ', ' order by predecessor) as depends_on from iv_dependencies group by project
)
select project, measures, unlocks, depends_on,
from iv_projects
left join linked using (project)
left join preceded using (project)
order by project
