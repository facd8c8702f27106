/*
title = "Een latere stand is niet eerder vastgesteld dan de stand ervoor"
severity = "critical"
extract = "iv_capacity"
reason = "Deze stand is volgens de levering vastgesteld vóór de stand die eraan voorafgaat; dan kloppen de verschuivingen niet. Verbeter de datum of de stand."
*/
select row_number
from (
    select
        rowid + 1 as row_number,
        set_on,
        lag(set_on) over (partition by year, chain order by baseline) as previous_set_on,
    from staging.iv_capacity
    where left_out is null
)
where set_on < previous_set_on
order by row_number
