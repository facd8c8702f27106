/*
title = "Bron en vertaling van de levering"
definition = "Waar een levering van elders vandaan komt en welke keuzes bij het vertalen naar onze uittreksels zijn gemaakt."
grain = "één rij per opmerking"

[columns]
note = { label = "Opmerking", unit = "tekst", meaning = "bron of keuze" }
*/
select note
from delivery_notes
order by position
