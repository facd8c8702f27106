/*
title = "Briefperioden"
definition = "De halve jaren waarover een halfjaarlijkse brief gaat. Welke maanden dat zijn is een keuze, die in een vast bestand staat."
grain = "één rij per briefperiode"

[columns]
begins_on = { label = "Begint op", unit = "datum", meaning = "eerste dag van de periode" }
*/
select begins_on
from letter_periods
order by begins_on
