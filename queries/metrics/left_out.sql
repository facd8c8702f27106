/*
title = "Niet meegeteld"
definition = "Geleverde rijen die niet in de cijfers zitten, met de reden."
grain = "één rij per uittreksel en reden"

[columns]
extract = { label = "Uittreksel", unit = "code", meaning = "deel van de levering" }
reason = { label = "Reden", unit = "tekst", meaning = "waarom de rijen niet meetellen" }
rows = { label = "Rijen", unit = "rijen", meaning = "aantal rijen" }
*/
select extract, reason, rows
from left_out
order by extract, rows desc, reason
