/*
title = "Een opschorting begint voordat de termijn is verstreken"
severity = "warning"
extract = "suspensions"
reason = "De wettelijke termijn was al verstreken toen deze opschorting begon; zij heeft geen gevolg voor de uiterste datum."
*/
select request_id
from suspension_periods
where not has_effect
order by request_id
