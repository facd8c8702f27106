/*
title = "Een verdaging hoort bij een geleverd verzoek"
severity = "critical"
extract = "extensions"
reason = "Het verzoek bij deze verdaging staat niet in de levering. Mogelijk is het uittreksel met verzoeken afgekapt."
*/
select extensions.rowid + 1 as row_number
from staging.extensions
anti join staging.requests using (request_id)
where extensions.left_out is null
order by row_number
