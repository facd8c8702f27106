/*
title = "Er is niet meer toegekend dan gevraagd"
severity = "warning"
extract = "iv_requests_allocations"
reason = "Dit project kreeg meer IV-dagen dan het vroeg. Controleer de gevraagde dagen, of verdeel het verschil."
*/
select rowid + 1 as row_number
from staging.iv_requests_allocations
where left_out is null and allocated > requested
order by row_number
