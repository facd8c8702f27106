/*
title = "Een opschorting ligt binnen haar verzoek"
severity = "warning"
extract = "suspensions"
reason = "De brief is verzonden vóór de ontvangst of na de afronding van het verzoek; alleen dagen binnen het verzoek tellen mee."
*/
select suspensions.rowid + 1 as row_number
from staging.suspensions
join staging.requests using (request_id)
where suspensions.left_out is null
    and (suspensions.sent_on < requests.received_on or suspensions.sent_on > requests.stopped_on)
order by row_number
