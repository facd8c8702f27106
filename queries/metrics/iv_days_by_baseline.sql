/*
title = "Gevraagde en toegekende IV-dagen per stand"
definition = "Gevraagde en toegekende IV-dagen van een jaar in elke stand die op de peildatum was vastgesteld: de begroting en elke herijking blijven naast elkaar staan. Een project dat een stand niet noemt, telt daar als nul."
grain = "één rij per stand, en project, categorie, grond, organisatie of keten"
needs = "iv_projects"

[columns]
baseline = { label = "Stand", unit = "code", meaning = "begroting of herijking" }
part = { label = "Onderdeel", unit = "code", meaning = "project, categorie, plaats in het toetsingskader, organisatie of keten" }
name = { label = "Naam", unit = "tekst", meaning = "naam van het project; leeg bij een andere uitsplitsing" }
projects = { label = "Projecten", unit = "aantal", meaning = "projecten waarop de dagen rusten (n)" }
requested = { label = "Gevraagd", unit = "IV-dagen", meaning = "gevraagd in deze stand" }
allocated = { label = "Toegekend", unit = "IV-dagen", meaning = "toegekend in deze stand" }
unmet = { label = "Niet toegekend", unit = "IV-dagen", meaning = "per project gevraagd min toegekend, als dat meer is dan nul" }
*/
select
    baseline::varchar as baseline,
    part,
    iv_parts.name,
    count(*) as projects,
    sum(requested)::double as requested,
    sum(allocated)::double as allocated,
    sum(greatest(requested - allocated, 0))::double as unmet,
from iv_allocations
join iv_parts using (project)
where year = $year and set_on <= $as_of and ($chain is null or chain = $chain) and iv_split = $iv_split
group by all
order by baseline, part
