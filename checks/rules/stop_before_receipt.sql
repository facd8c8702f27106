/*
title = "Een verzoek stopt niet vóór het is ontvangen"
severity = "critical"
extract = "requests"
reason = "De verzend- of intrekdatum ligt vóór de ontvangstdatum. Herstel de datums in de bron."
*/
select rowid + 1 as row_number
from staging.requests
where left_out is null and (stopped_on < received_on or sent_on < received_on or withdrawn_on < received_on)
order by row_number
