/*
title = "Hoe goed waren eerdere prognoses?"
definition = "Teruggekeken vanuit elke vierde week, met alleen wat toen bekend was, zolang er daarna niets veranderde: hoe vaak lag de werkvoorraad binnen de banden van 50, 80 en 95%, en hoe ver zat de prognose ernaast, vergeleken met het doortrekken van de laatste vier weken. Het verlies weegt elke grens van de band (pinball); lager is beter. Geldt voor alle teams en kanalen."
grain = "één rij per aantal weken vooruit, en alles samen"
method = "forecast_calibration"
method_parameters = ["as_of"]
adds_up = false
is_model = true

[columns]
weeks_ahead = { label = "Weken vooruit", unit = "weken", meaning = "afstand tussen peilweek en uitkomst; leeg voor alles samen" }
looks = { label = "Keer teruggekeken", unit = "aantal", meaning = "aantal vergelijkingen" }
within50 = { label = "Binnen 50%-band (%)", unit = "raming", meaning = "hoort rond de 50 te liggen" }
within80 = { label = "Binnen 80%-band (%)", unit = "raming", meaning = "hoort rond de 80 te liggen" }
within95 = { label = "Binnen 95%-band (%)", unit = "raming", meaning = "hoort rond de 95 te liggen" }
loss = { label = "Verlies", unit = "raming", meaning = "gemiddeld pinball-verlies, in verzoeken" }
naive_loss = { label = "Verlies doortrekken", unit = "raming", meaning = "hetzelfde voor het gemiddelde van de laatste vier weken" }
error = { label = "Afwijking", unit = "raming", meaning = "gemiddelde afwijking van de mediaan, in verzoeken" }
naive_error = { label = "Afwijking doortrekken", unit = "raming", meaning = "hetzelfde voor het gemiddelde van de laatste vier weken" }
judgement = { label = "Oordeel", unit = "tekst", meaning = "is de prognose beter dan doortrekken, en zijn de banden eerlijk?" }
*/
select
    week_on, stopped_week_on, desk, is_low_income, requests, fte_days, working_days, planned_regular_days,
    planned_task_force_days,
from model_input
order by all
