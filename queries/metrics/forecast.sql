/*
title = "Prognose"
definition = "Wat de wachtrij het komende jaar doet als er niets verandert behalve wat het scenario noemt: duizend trekkingen van instroom en tempo uit de weken sinds de laatste verandering, door dezelfde wachtrij. Per week de mediaan en de grenzen waarbinnen 50, 80 en 95% ligt. De bezetting blijft als in de laatste weken, tenzij de levering haar voor elke week van de prognose plant. De weken ervoor zijn geteld. Een prognose weet niet meer dan haar verleden; hoe goed zij eerder was, staat bij de toets. Geldt voor alle teams en kanalen."
grain = "één rij per grootheid en week: een half jaar geteld, een jaar vooruit"
method = "forecast"
method_parameters = ["as_of", "scenarios"]
adds_up = false
is_model = true

[columns]
figure = { label = "Grootheid", unit = "code", meaning = "werkvoorraad, leeftijd daarvan, duur tot het besluit of aandeel binnen acht weken" }
week_on = { label = "Week", unit = "datum", meaning = "maandag van de week" }
actual = { label = "Geteld", unit = "waarde", meaning = "zoals het ging: verzoeken, dagen of procenten; leeg in de toekomst", n = "requests" }
low95 = { label = "95% vanaf", unit = "raming", meaning = "95% van de trekkingen ligt tussen deze grens en de laatste kolom" }
low80 = { label = "80% vanaf", unit = "raming", meaning = "ondergrens van 80%" }
low50 = { label = "50% vanaf", unit = "raming", meaning = "ondergrens van 50%" }
middle = { label = "Mediaan", unit = "raming", meaning = "de helft van de trekkingen ligt lager" }
high50 = { label = "50% tot", unit = "raming", meaning = "bovengrens van 50%" }
high80 = { label = "80% tot", unit = "raming", meaning = "bovengrens van 80%" }
high95 = { label = "95% tot", unit = "raming", meaning = "bovengrens van 95%" }
requests = { label = "Verzoeken", unit = "verzoeken", meaning = "verzoeken waarop het getelde rust: open aan het eind van de week, of besloten in de week" }
*/
select
    week_on, stopped_week_on, desk, is_low_income, requests, fte_days, working_days, planned_regular_days,
    planned_task_force_days,
from model_input
order by all
