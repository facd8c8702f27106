/*
title = "De wettelijke termijn valt binnen de bekende kalender"
severity = "warning"
extract = "requests"
reason = "De termijn eindigt in een jaar waarvan de feestdagen of de gelijkgestelde dagen niet bekend zijn; de wettelijke uiterste datum ontbreekt of kan een werkdag te vroeg zijn."
*/
select request_id
from requests
where term_end_on < (select max(known_from) from calendar_coverage)
    or term_end_on > (select min(known_until) from calendar_coverage)
order by request_id
