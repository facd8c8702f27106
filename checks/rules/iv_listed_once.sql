/*
title = "In elk IV-extract staat alles één keer"
severity = "critical"
extract = "iv_projects"
reason = "Deze regel staat er twee keer: dezelfde capaciteit, hetzelfde project (dus ook zijn scores), dezelfde toekenning of dezelfde maand. Dan tellen dagen dubbel. Lever elke regel één keer."
*/
with keyed as (
    select 'iv_capacity' as uittreksel, concat_ws('/', year, chain, baseline) as sleutel, rowid + 1 as row_number
    from staging.iv_capacity
    where left_out is null
    union all
    select 'iv_projects', project, rowid + 1 from staging.iv_projects where left_out is null
    union all
    select 'iv_requests_allocations', concat_ws('/', project, year, baseline), rowid + 1
    from staging.iv_requests_allocations
    where left_out is null
    union all
    select 'iv_realised', concat_ws('/', project, month_on), rowid + 1 from staging.iv_realised where left_out is null
)
select uittreksel, row_number
from keyed
qualify count(*) over (partition by uittreksel, sleutel) > 1
order by uittreksel, row_number
