/*
title = "Gevraagde en toegekende IV-dagen, en wat elke herijking verschoof; een project dat een stand niet noemt telt daar als nul"
grain = "één rij per project, jaar en stand van zijn keten, voor projecten die in dat jaar in een stand staan"
*/
with stated as (
    select project, year, baseline, requested, allocated, reason
    from staging.iv_requests_allocations
    where left_out is null
),
projects_in_year as (
    select distinct stated.year, iv_projects.chain, iv_projects.project
    from stated
    join iv_projects using (project)
),
every_baseline as (
    select
        projects_in_year.project,
        chain,
        year,
        iv_capacity.baseline,
        iv_capacity.baseline_order,
        iv_capacity.set_on,
        iv_capacity.set_by,
        iv_capacity.superseded_on,
        stated.project is not null as is_stated,
        coalesce(stated.requested, 0) as requested,
        coalesce(stated.allocated, 0) as allocated,
        stated.reason,
    from projects_in_year
    join iv_capacity using (year, chain)
    left join stated using (project, year, baseline)
)
select
    *,
    first_value(allocated) over in_order as first_allocated,
    lag(baseline) over in_order as previous_baseline,
    lag(allocated) over in_order as previous_allocated,
    allocated - lag(allocated) over in_order as moved,
from every_baseline
window in_order as (partition by project, year order by baseline_order)
order by project, year, baseline
