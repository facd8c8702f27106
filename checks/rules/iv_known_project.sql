/*
title = "IV-dagen horen bij een geleverd project"
severity = "critical"
extract = "iv_requests_allocations"
reason = "Deze code staat niet in iv_projects; zonder keten en categorie zijn de dagen niet te plaatsen. Voeg het project toe of verbeter de code."
*/
with named as (
    select 'iv_requests_allocations' as uittreksel, project, rowid + 1 as row_number
    from staging.iv_requests_allocations
    where left_out is null
    union all
    select 'iv_realised', project, rowid + 1 from staging.iv_realised where left_out is null
)
select uittreksel, row_number
from named
where project not in (select project from staging.iv_projects where left_out is null and project is not null)
order by uittreksel, row_number
