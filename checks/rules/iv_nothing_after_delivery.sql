/*
title = "Geen stand, score of gewerkte dag ligt na de leverdatum"
severity = "critical"
extract = "iv_realised"
reason = "Dit kan op de leverdatum nog niet zijn gebeurd. Herstel de datums of de leverdatum."
*/
with happened as (
    select 'iv_capacity' as uittreksel, set_on as day_on, rowid + 1 as row_number from staging.iv_capacity where left_out is null
    union all
    select 'iv_projects', scored_on, rowid + 1 from staging.iv_projects where left_out is null
    union all
    select 'iv_realised', month_on, rowid + 1 from staging.iv_realised where left_out is null
)
select uittreksel, row_number
from happened
where day_on > $delivered_on
order by uittreksel, row_number
