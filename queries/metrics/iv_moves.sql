/*
title = "Verschoven IV-dagen per herijking, met reden"
definition = "Hoeveel IV-dagen elke herijking die op de peildatum was vastgesteld, aan projecten toevoegde en van projecten afhaalde ten opzichte van de stand ervoor, naar reden. De saldi van een herijking zijn samen precies het verschil tussen de twee standen."
grain = "één rij per keten, herijking en reden"
needs = "iv_projects"

[columns]
chain = { label = "Keten", unit = "code", meaning = "keten die de dagen levert" }
baseline = { label = "Herijking", unit = "code", meaning = "stand waarin de dagen verschoven" }
set_on = { label = "Vastgesteld", unit = "datum", meaning = "dag waarop de herijking is vastgesteld" }
set_by = { label = "Door", unit = "code", meaning = "overleg dat de herijking vaststelde" }
reason = { label = "Reden", unit = "code", meaning = "waarom er meer of minder is toegekend; onbekend als geen reden is gegeven" }
projects = { label = "Projecten", unit = "aantal", meaning = "projecten waarvan het aantal dagen veranderde (n)" }
added = { label = "Erbij", unit = "IV-dagen", meaning = "toegevoegd aan projecten" }
cut = { label = "Eraf", unit = "IV-dagen", meaning = "afgehaald van projecten" }
net = { label = "Saldo", unit = "IV-dagen", meaning = "erbij min eraf" }
*/
select
    chain,
    baseline::varchar as baseline,
    set_on,
    set_by::varchar as set_by,
    coalesce(reason::varchar, 'onbekend') as reason,
    count(*) as projects,
    sum(greatest(moved, 0))::double as added,
    sum(greatest(-moved, 0))::double as cut,
    sum(moved)::double as net,
from iv_allocations
where year = $year and set_on <= $as_of and ($chain is null or chain = $chain) and moved <> 0
group by all
order by chain, baseline, reason
