/*
title = "Capaciteit staat per week, vanaf maandag"
severity = "warning"
extract = "capacity"
reason = "De week begint niet op maandag; de bezetting wordt bij de verkeerde week gezet."
*/
select rowid + 1 as row_number
from staging.capacity
where left_out is null and isodow(week_on) <> 1
order by row_number
