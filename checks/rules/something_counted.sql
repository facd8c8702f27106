/*
title = "Er blijven verzoeken over om te tellen"
severity = "critical"
extract = "requests"
reason = "Elk geleverd verzoek is weggelaten of een dubbele registratie; zo blijft er niets te tonen. Controleer de vertaling en de kolom dubbel_van."
*/
select count(*) as aantal
from requests
having count(*) = 0
order by aantal
