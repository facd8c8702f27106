/*
title = "IV-projecten die in een herijking dagen verloren"
definition = "Elk project dat in een herijking minder IV-dagen kreeg dan in de stand ervoor, in elk geleverd jaar, met de maatregelen die het uitvoert of ontgrendelt. Alleen standen die op de peildatum waren vastgesteld."
grain = "één rij per jaar, herijking en project"
needs = "iv_projects"

[columns]
year = { label = "Jaar", unit = "jaar", meaning = "kalenderjaar waarin de dagen worden gewerkt" }
baseline = { label = "Herijking", unit = "code", meaning = "stand waarin de dagen eraf gingen" }
previous_baseline = { label = "Stand ervoor", unit = "code", meaning = "stand waarmee is vergeleken" }
set_on = { label = "Vastgesteld", unit = "datum", meaning = "dag waarop de herijking is vastgesteld" }
set_by = { label = "Door", unit = "code", meaning = "overleg dat de herijking vaststelde" }
project = { label = "Project", unit = "code", meaning = "code van het project" }
name = { label = "Naam", unit = "tekst", meaning = "naam van het project" }
chain = { label = "Keten", unit = "code", meaning = "keten die de dagen levert" }
days_before = { label = "Dagen ervoor", unit = "IV-dagen", meaning = "toegekend in de stand ervoor" }
days_after = { label = "Dagen erna", unit = "IV-dagen", meaning = "toegekend in de herijking" }
days_now = { label = "Dagen nu", unit = "IV-dagen", meaning = "toegekend in de laatste stand van dat jaar" }
cut = { label = "Eraf", unit = "IV-dagen", meaning = "dagen ervoor min dagen erna" }
reason = { label = "Reden", unit = "code", meaning = "waarom; onbekend als geen reden is gegeven" }
measures = { label = "Voert uit (VM)", unit = "tekst", meaning = "VM-nummers van de maatregelen die het project uitvoert" }
unlocks = { label = "Ontgrendelt (VM)", unit = "tekst", meaning = "VM-nummers van de maatregelen die pas na dit project kunnen" }
*/
with last_baseline as (
    select project, year, allocated as days_now
    from iv_allocations
    where set_on <= $as_of and coalesce(superseded_on > $as_of, true)
)
select
    iv_allocations.year,
    baseline::varchar as baseline,
    previous_baseline::varchar as previous_baseline,
    set_on,
    set_by::varchar as set_by,
    iv_allocations.project,
    iv_projects.name,
    iv_projects.chain,
    previous_allocated::double as days_before,
    allocated::double as days_after,
    days_now::double as days_now,
    (-moved)::double as cut,
    coalesce(reason::varchar, 'onbekend') as reason,
    measures,
    unlocks,
from iv_allocations
join iv_projects using (project)
join iv_links using (project)
join last_baseline using (project, year)
where set_on <= $as_of and ($chain is null or iv_projects.chain = $chain) and moved < 0
order by year, baseline, project
