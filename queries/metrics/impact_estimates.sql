/*
title = "Wat veranderde er bij de start van taskforce en versnelde regel?"
definition = "Onderbroken tijdreeks over de besluiten en de instroom per week: niveau en helling vanaf de start van elke maatregel, en vanaf het einde als die is gestopt, met 95%-interval. Vooraf gekozen rekenwijze: quasi-Poisson, één seizoenspaar zodra er twee jaar aan weken is, feestdagen apart, Newey-West-fouten. Beginnen twee maatregelen minder dan twaalf weken na elkaar, dan wordt alleen het niveau geschat. Een maatregel begint in de eerste week waarin hij iets besliste of bezetting had. Dit gaat over stromen, niet over doorlooptijden. Geldt voor alle teams en kanalen."
grain = "één rij per stroom, maatregel en verandering"
method = "impact_estimates"
method_parameters = ["as_of"]
adds_up = false
is_model = true

[columns]
flow = { label = "Stroom", unit = "code", meaning = "instroom of besluiten, per week" }
measure = { label = "Maatregel", unit = "code", meaning = "taskforce of versnelde regel" }
change = { label = "Verandering", unit = "code", meaning = "niveau of helling bij start of einde (verhouding: 1 is geen verandering), of het effect per week en over de hele looptijd (verzoeken)" }
estimate = { label = "Schatting", unit = "raming", meaning = "schatting van de verandering" }
low = { label = "Ondergrens", unit = "raming", meaning = "ondergrens van het 95%-interval" }
high = { label = "Bovengrens", unit = "raming", meaning = "bovengrens van het 95%-interval" }
weeks_before = { label = "Weken ervoor", unit = "weken", meaning = "hele weken vóór de start" }
weeks_in_force = { label = "Weken in werking", unit = "weken", meaning = "hele weken waarin de maatregel gold" }
*/
select
    week_on, stopped_week_on, desk, is_low_income, requests, fte_days, working_days, planned_regular_days,
    planned_task_force_days,
from model_input
order by all
