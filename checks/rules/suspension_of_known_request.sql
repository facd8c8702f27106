/*
title = "Een opschorting hoort bij een geleverd verzoek"
severity = "critical"
extract = "suspensions"
reason = "Het verzoek bij deze opschorting staat niet in de levering. Mogelijk is het uittreksel met verzoeken afgekapt."
*/
select suspensions.rowid + 1 as row_number
from staging.suspensions
anti join staging.requests using (request_id)
where suspensions.left_out is null
order by row_number
