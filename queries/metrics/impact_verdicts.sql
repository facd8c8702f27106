/*
title = "Hielpen taskforce en versnelde regel?"
definition = "Het oordeel per maatregel over drie uitkomsten: besluiten per week en instroom per week (onderbroken tijdreeks), en de werkvoorraad aan het eind van de laatste week (nagespeelde wachtrij). Effect: het 95%-interval sluit nul uit. Niet vast te stellen: nul ligt erin, of verzonnen startdata laten even vaak zoiets zien. Bij minder dan twaalf weken vóór of na de start is er geen getal. Alleen de zin in de laatste kolom mag in een brief. Geldt voor alle teams en kanalen."
grain = "één rij per maatregel en uitkomst"
method = "impact_verdicts"
method_parameters = ["as_of"]
adds_up = false
is_model = true

[columns]
measure = { label = "Maatregel", unit = "code", meaning = "taskforce, versnelde regel of beide" }
outcome = { label = "Uitkomst", unit = "code", meaning = "waarop het effect is beoordeeld" }
verdict = { label = "Oordeel", unit = "code", meaning = "effect, geen relevant effect, niet vast te stellen of te weinig gegevens" }
conclusion = { label = "Conclusie", unit = "tekst", meaning = "wat is gevonden, met 95%-interval" }
checks = { label = "Controles", unit = "tekst", meaning = "verzonnen startdata, spreiding en samenhang van de afwijkingen" }
letter = { label = "Voor een brief", unit = "tekst", meaning = "de enige zin die deze analyse draagt" }
*/
select
    week_on, stopped_week_on, desk, is_low_income, requests, fte_days, working_days, planned_regular_days,
    planned_task_force_days,
from model_input
order by all
