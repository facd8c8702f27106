/*
title = "IV-projecten"
definition = "Elk project in de levering met wat de portfoliovergadering erover moet weten: plaats in het toetsingskader, verplicht of niet, scores met wie die gaf en wanneer, minste en meeste dagen, en wat eerst moet. De categorie van een project van de hersteloperatie is een aanname als de levering er geen noemt."
grain = "één rij per project"
needs = "iv_projects"

[columns]
project = { label = "Project", unit = "code", meaning = "code van het project" }
name = { label = "Naam", unit = "tekst", meaning = "naam van het project" }
category = { label = "Categorie", unit = "code", meaning = "instandhouding of deel van het meerjarenportfolio" }
is_category_assumed = { label = "Categorie aangenomen", unit = "ja/nee", meaning = "of de categorie een aanname is" }
ground = { label = "Toetsingskader", unit = "code", meaning = "plaats in het toetsingskader" }
chain = { label = "Keten", unit = "code", meaning = "keten die de dagen levert" }
organisation = { label = "Organisatie", unit = "code", meaning = "organisatie die eigenaar is" }
is_mandatory = { label = "Verplicht", unit = "ja/nee", meaning = "door wet, uitspraak of toezegging" }
is_recovery = { label = "Hersteloperatie", unit = "ja/nee", meaning = "of het project bij de hersteloperatie hoort" }
is_scalable = { label = "Schaalbaar", unit = "ja/nee", meaning = "of minder dagen ook iets opleveren; nee is geheel of niet" }
min_days = { label = "Minste dagen", unit = "IV-dagen", meaning = "minste aantal in een jaar waarmee het project zin heeft" }
max_days = { label = "Meeste dagen", unit = "IV-dagen", meaning = "meeste aantal dat het project in een jaar kan gebruiken" }
depends_on = { label = "Eerst klaar", unit = "tekst", meaning = "projecten die eerst klaar moeten zijn" }
measures = { label = "Voert uit (VM)", unit = "tekst", meaning = "VM-nummers van de maatregelen die het project uitvoert" }
unlocks = { label = "Ontgrendelt (VM)", unit = "tekst", meaning = "VM-nummers van de maatregelen die pas na dit project kunnen" }
citizens_score = { label = "Score burgers", unit = "aantal", meaning = "0 tot en met 5" }
businesses_score = { label = "Score bedrijven", unit = "aantal", meaning = "0 tot en met 5" }
continuity_score = { label = "Score continuïteit", unit = "aantal", meaning = "0 tot en met 5" }
scored_by = { label = "Gescoord door", unit = "code", meaning = "overleg dat de scores gaf" }
scored_on = { label = "Gescoord op", unit = "datum", meaning = "dag waarop de scores zijn gegeven" }
*/
select
    project, name, category, is_category_assumed, ground, chain, organisation, is_mandatory, is_recovery, is_scalable,
    min_days::double as min_days, max_days::double as max_days, depends_on, measures, unlocks,
    citizens_score, businesses_score, continuity_score, scored_by, scored_on,
from iv_projects
join iv_links using (project)
where $chain is null or chain = $chain
order by project
