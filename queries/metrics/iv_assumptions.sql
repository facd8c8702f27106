/*
title = "Aannamen bij de IV-dagen"
definition = "Wat de Kamerbrief van 21 mei 2025 openlaat en hier is gekozen. Wie iets anders kiest, wijzigt het bestand data/reference/iv_assumptions.csv en bouwt de levering opnieuw."
grain = "één rij per aanname"

[columns]
name = { label = "Aanname", unit = "code", meaning = "naam van de aanname" }
value = { label = "Waarde", unit = "tekst", meaning = "wat is gekozen" }
explanation = { label = "Uitleg", unit = "tekst", meaning = "wat de Kamerbrief zegt, en waarin de keuze doorwerkt" }
*/
select
    name,
    coalesce(label, replace(value, '.', ',')) as value,
    explanation,
from iv_assumptions
left join code_lists on list = 'iv_category' and code = value
order by name
