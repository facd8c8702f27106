/*
title = "Het aantal verzoeken past bij de vorige levering"
severity = "warning"
extract = "requests"
reason = "Het aantal verzoeken is kleiner dan in de vorige levering, of meer dan anderhalf keer zo groot. Controleer of het uittreksel volledig is en dezelfde selectie heeft."
*/
select count(*) as aantal, $previous_requests as vorige_levering
from requests
having $previous_requests is not null and not count(*) between $previous_requests and 1.5 * $previous_requests
order by aantal
