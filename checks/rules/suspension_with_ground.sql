/*
title = "Een opschorting heeft een grond, een datum en een termijn"
severity = "warning"
extract = "suspensions"
reason = "Grond, verzenddatum of termijn ontbreekt, of de termijn of aanvulling ligt vóór de brief; de klok laat deze opschorting buiten beschouwing."
*/
select rowid + 1 as row_number
from staging.suspensions
where left_out is null and not is_usable
order by row_number
