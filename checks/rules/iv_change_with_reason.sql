/*
title = "Een gewijzigde toekenning heeft een reden"
severity = "warning"
extract = "iv_requests_allocations"
reason = "De toekenning verschilt van die in de stand ervoor, zonder reden; de verschuiving telt als 'onbekend'. Vul de reden in."
*/
select project, year as jaar, baseline as stand
from iv_allocations
where moved <> 0 and reason is null
order by project, jaar, stand
