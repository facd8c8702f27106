/*
title = "Duur van de verwerking"
definition = "Seconden per stap bij het verwerken van deze levering."
grain = "één rij per stap"

[columns]
step = { label = "Stap", unit = "tekst", meaning = "stap van de verwerking" }
seconds = { label = "Seconden", unit = "seconden", meaning = "duur" }
*/
select step, seconds
from build_steps
order by position
