/*
title = "Scenario's naast elkaar"
definition = "Elk scenario met dezelfde trekkingen, zodat een verschil nooit toeval is. De norm wordt gehaald als negen van de tien besluiten van een week binnen acht weken vallen, en dat zo blijft. Een kans is nooit meer dan 'meer dan 95%'. Geldt voor alle teams en kanalen."
grain = "één rij per scenario"
method = "forecast_scenarios"
method_parameters = ["as_of", "scenarios"]
adds_up = false
is_model = true

[columns]
scenario = { label = "Scenario", unit = "tekst", meaning = "naam van het scenario" }
norm = { label = "Wanneer is de norm gehaald?", unit = "tekst", meaning = "met 80% kans" }
stock_quarter = { label = "Voorraad over 13 weken", unit = "raming", meaning = "mediaan van de trekkingen" }
stock_year = { label = "Voorraad over een jaar", unit = "raming", meaning = "mediaan van de trekkingen" }
stock_year_low = { label = "80% vanaf", unit = "raming", meaning = "80% van de trekkingen ligt tussen deze grens en de volgende" }
stock_year_high = { label = "80% tot", unit = "raming", meaning = "bovengrens van 80%" }
median_year = { label = "Mediaan duur (dagen)", unit = "raming", meaning = "mediaan van de besluiten in de laatste week van de prognose" }
p90_year = { label = "P90 duur (dagen)", unit = "raming", meaning = "P90 van de besluiten in de laatste week van de prognose" }
share_year = { label = "Binnen acht weken (%)", unit = "raming", meaning = "aandeel van de besluiten in de laatste week van de prognose" }
notes = { label = "Aannames", unit = "tekst", meaning = "wat de prognose niet kon weten" }
*/
select
    week_on, stopped_week_on, desk, is_low_income, requests, fte_days, working_days, planned_regular_days,
    planned_task_force_days,
from model_input
order by all
