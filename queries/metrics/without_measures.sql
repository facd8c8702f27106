/*
title = "Werkvoorraad en duur zonder de maatregel"
definition = "De wachtrij nagespeeld zonder de taskforce, zonder de versnelde regel of zonder beide: dezelfde instroom, dezelfde bezetting van de andere teams, hun eigen tempo. Per week de mediaan van duizend doorrekeningen en de grenzen waarbinnen 80% en 95% daarvan ligt, naast wat is geteld. Na het einde van een maatregel loopt de vergelijking door. Leeftijd en duur zijn op een week nauwkeurig. Geldt voor alle teams en kanalen."
grain = "één rij per grootheid en week, vanaf de eerste week van de maatregel"
method = "without_measures"
method_parameters = ["as_of", "without"]
adds_up = false
is_model = true

[columns]
figure = { label = "Grootheid", unit = "code", meaning = "werkvoorraad, leeftijd daarvan of duur tot het besluit" }
week_on = { label = "Week", unit = "datum", meaning = "maandag van de week" }
actual = { label = "Werkelijk", unit = "waarde", meaning = "zoals het ging: verzoeken aan het eind van de week, of dagen", n = "requests" }
middle = { label = "Zonder (mediaan)", unit = "raming", meaning = "wat het zonder de maatregel was geweest: de helft van de doorrekeningen ligt lager" }
low80 = { label = "80% vanaf", unit = "raming", meaning = "80% van de doorrekeningen ligt tussen deze grens en de volgende" }
high80 = { label = "80% tot", unit = "raming", meaning = "bovengrens van 80%" }
low95 = { label = "95% vanaf", unit = "raming", meaning = "95% van de doorrekeningen ligt tussen deze grens en de volgende" }
high95 = { label = "95% tot", unit = "raming", meaning = "bovengrens van 95%" }
requests = { label = "Verzoeken", unit = "verzoeken", meaning = "verzoeken waarop het getelde rust: open aan het eind van de week, of besloten in de week" }
*/
select
    week_on, stopped_week_on, desk, is_low_income, requests, fte_days, working_days, planned_regular_days,
    planned_task_force_days,
from model_input
order by all
