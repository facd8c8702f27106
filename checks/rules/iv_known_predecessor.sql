/*
title = "Een project hangt af van projecten die zijn geleverd"
severity = "warning"
extract = "iv_projects"
reason = "Het project dat eerst klaar moet zijn, staat niet in iv_projects; die afhankelijkheid telt niet mee. Voeg het toe of verbeter de code."
*/
with named as (
    select unnest(predecessors) as predecessor, rowid + 1 as row_number from staging.iv_projects where left_out is null
)
select distinct row_number
from named
where predecessor not in (select project from staging.iv_projects where left_out is null and project is not null)
order by row_number
