/*
title = "Perioden in deze keuze"
definition = "De dagen, weken, maanden, tertalen of briefperioden waarvan ten minste een dag in de gekozen periode ligt."
grain = "één rij per periode"

[columns]
period_on = { label = "Periode", unit = "datum", meaning = "eerste dag van de periode" }
until_on = { label = "Tot en met", unit = "datum", meaning = "laatste dag van de periode" }
is_complete = { label = "Volledig", unit = "ja/nee", meaning = "of alle dagen binnen de keuze en op of voor de peildatum liggen" }
*/
select distinct
    period_on,
    until_on,
    period_on >= $since and until_on <= least($until, $as_of) as is_complete,
from period_days
where period = $period and day_on between $since and least($until, $as_of)
order by period_on
