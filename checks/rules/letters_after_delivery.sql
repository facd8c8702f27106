/*
title = "Geen brief is verzonden na de leverdatum"
severity = "critical"
extract = "suspensions"
reason = "Een opschortings- of verdagingsbrief of een aanvulling ligt na de leverdatum. Herstel de datums of de leverdatum."
*/
select 'opschorting' as letter, rowid + 1 as row_number
from staging.suspensions
where left_out is null and greatest(sent_on, supplemented_on) > $delivered_on
union all
select 'verdaging' as letter, rowid + 1 as row_number
from staging.extensions
where left_out is null and sent_on > $delivered_on
order by letter, row_number
