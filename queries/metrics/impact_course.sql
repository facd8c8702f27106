/*
title = "Geteld, en zonder de maatregelen verwacht"
definition = "Per hele week het getelde aantal en wat de onderbroken tijdreeks zonder taskforce en versnelde regel verwacht: de lijn van ervoor, doorgetrokken. Het 95%-interval is dat van de verwachting, niet van losse weken. Zelfde rekenwijze als bij 'Wat veranderde er bij de start'. Geldt voor alle teams en kanalen."
grain = "één rij per week"
method = "impact_course"
method_parameters = ["as_of", "flow"]
adds_up = false
is_model = true

[columns]
week_on = { label = "Week", unit = "datum", meaning = "maandag van de week" }
counted = { label = "Geteld", unit = "verzoeken", meaning = "ontvangen of besloten in de week" }
fitted = { label = "Volgens de reeks", unit = "raming", meaning = "wat de tijdreeks met de maatregelen verwacht" }
without = { label = "Zonder maatregelen", unit = "raming", meaning = "wat de tijdreeks zonder de maatregelen verwacht; leeg vóór de eerste start" }
low = { label = "Ondergrens", unit = "raming", meaning = "ondergrens van het 95%-interval daarvan" }
high = { label = "Bovengrens", unit = "raming", meaning = "bovengrens van het 95%-interval daarvan" }
*/
select
    week_on, stopped_week_on, desk, is_low_income, requests, fte_days, working_days, planned_regular_days,
    planned_task_force_days,
from model_input
order by all
