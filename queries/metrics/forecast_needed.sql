/*
title = "Wat is nodig om de norm op tijd te halen?"
definition = "De kleinste extra bezetting van de reguliere teams, op een tiende voltijdsplaats, waarmee met 80% kans vanaf de gekozen week negen van de tien besluiten binnen acht weken vallen en dat zo blijft. Gezocht tot honderd extra voltijdsplaatsen. Geldt voor alle teams en kanalen."
grain = "één rij per scenario"
method = "forecast_needed"
method_parameters = ["as_of", "scenarios", "met_by"]
adds_up = false
is_model = true

[columns]
scenario = { label = "Scenario", unit = "tekst", meaning = "naam van het scenario" }
extra_fte = { label = "Extra fte", unit = "raming", meaning = "extra voltijdsplaatsen; leeg als zelfs honderd niet genoeg is" }
answer = { label = "Antwoord", unit = "tekst", meaning = "met welke kans" }
*/
select
    week_on, stopped_week_on, desk, is_low_income, requests, fte_days, working_days, planned_regular_days,
    planned_task_force_days,
from model_input
order by all
