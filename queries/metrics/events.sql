/*
title = "Gebeurtenissen"
definition = "Wat op een dag gebeurde en helpt om de cijfers te lezen, uit de levering en uit het vaste bestand. Dat iets eerder kwam dan een verandering, zegt niet dat het de oorzaak is."
grain = "één rij per gebeurtenis"

[columns]
happened_on = { label = "Dag", unit = "datum", meaning = "dag van de gebeurtenis" }
title = { label = "Gebeurtenis", unit = "tekst", meaning = "wat er gebeurde" }
kind = { label = "Soort", unit = "code", meaning = "soort gebeurtenis" }
is_break = { label = "Nieuw segment", unit = "ja/nee", meaning = "of een regelkaart hier een nieuw segment begint" }
source = { label = "Bron", unit = "tekst", meaning = "waar dit uit blijkt" }
*/
select happened_on, title, kind, is_break, source
from events
order by happened_on, title
