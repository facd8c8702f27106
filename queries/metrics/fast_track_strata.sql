/*
title = "Doorlooptijd vóór en met de versnelde regel, binnen vergelijkbare groepen"
definition = "Besloten verzoeken naar inkomensklasse en naar of het verzoek bij ontvangst volledig was, in de gekozen periode vóór en vanaf het eerste versnelde besluit, met hun gemiddelde doorlooptijd. Wie versneld met regulier vergelijkt, vergelijkt andere verzoeken; binnen een groep lijken zij meer op elkaar. Geldt voor alle teams en kanalen."
grain = "één rij per inkomensklasse, volledigheid, fase en werkwijze"
margin = ["income_class", "completeness", "phase", "line"]

[columns]
income_class = { label = "Inkomensklasse", unit = "code", meaning = "inkomen ten opzichte van de bijstandsnorm" }
completeness = { label = "Bij ontvangst", unit = "tekst", meaning = "of het verzoek bij ontvangst volledig was" }
phase = { label = "Fase", unit = "tekst", meaning = "vóór of vanaf de dag van het eerste versnelde besluit" }
line = { label = "Werkwijze", unit = "tekst", meaning = "versneld of regulier" }
decided = { label = "Besloten", unit = "verzoeken", meaning = "besloten verzoeken (n)" }
mean_days = { label = "Gemiddelde (dagen)", unit = "dagen", meaning = "gemiddelde doorlooptijd, bruto", n = "decided" }
*/
with rule as (
    select coalesce(min(day_on), $as_of + 1) as since_on from decided_strata where is_fast_track and day_on <= $as_of
)
select
    income_class,
    case when is_complete_on_receipt then 'volledig' when not is_complete_on_receipt then 'onvolledig' else 'onbekend' end
        as completeness,
    if(day_on < since_on, 'vóór de regel', 'met de regel') as phase,
    if(is_fast_track, 'versneld', 'regulier') as line,
    sum(decided)::bigint as decided,
    sum(gross_days) / sum(decided) as mean_days,
from decided_strata
cross join rule
where day_on between $since and least($until, $as_of)
group by all
order by income_class, completeness, phase desc, line
