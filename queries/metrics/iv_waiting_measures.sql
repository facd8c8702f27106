/*
title = "Maatregelen die op IV wachten, en op welk project"
definition = "Maatregelen waarvan een IV-project in het jaar niet klaar is: het project dat de maatregel uitvoert of ontgrendelt, en elk project dat daarvoor eerst klaar moet zijn. Klaar is een project waarvan op de peildatum alle in de laatste stand gevraagde dagen zijn gewerkt, of dat alleen in eerdere jaren dagen vroeg. Een maatregel waarvoor de bijlage van 21 mei 2025 IV noemt maar waaraan geen project is gekoppeld, staat erbij zonder project."
grain = "één rij per maatregel en project waarop zij wacht"
needs = "iv_projects"

[columns]
measure_number = { label = "VM", unit = "nummer", meaning = "nummer van de maatregel" }
measure = { label = "Maatregel", unit = "tekst", meaning = "naam van de maatregel" }
names_iv = { label = "Bijlage noemt IV", unit = "ja/nee", meaning = "of de bijlage van 21 mei 2025 IV noemt als reden of als afhankelijkheid" }
project = { label = "Project", unit = "code", meaning = "code van het project; leeg als er geen is" }
name = { label = "Naam", unit = "tekst", meaning = "naam van het project" }
via = { label = "Koppeling", unit = "code", meaning = "het project voert de maatregel uit, ontgrendelt haar, of moet klaar zijn vóór zo'n project" }
state = { label = "Stand van zaken", unit = "code", meaning = "of het project dit jaar dagen kreeg, in de laatste stand" }
requested = { label = "Gevraagd", unit = "IV-dagen", meaning = "gevraagd in het jaar" }
allocated = { label = "Toegekend", unit = "IV-dagen", meaning = "toegekend in het jaar" }
realised = { label = "Gewerkt", unit = "IV-dagen", meaning = "gewerkt in de hele maanden waarvan dagen zijn geboekt" }
*/
with recursive waiting as (
    select measure_number, project as linked, project, link as via from iv_measures
    union
    select measure_number, linked, predecessor, 'precedes' from waiting join iv_dependencies using (project)
),
nearest as (
    -- the nearest link counts
    select measure_number, project, min_by(via, list_position(['executes', 'unlocks', 'precedes'], via)) as via
    from waiting
    group by measure_number, project
),
last_baseline as (
    select project, year, requested, allocated
    from iv_allocations
    where set_on <= $as_of and coalesce(superseded_on > $as_of, true)
),
asked as (
    select
        project,
        coalesce(sum(requested) filter (year = $year), 0) as requested,
        coalesce(sum(allocated) filter (year = $year), 0) as allocated,
        coalesce(bool_or(requested > 0 and year > $year), false) as is_later,
        coalesce(bool_or(requested > 0 and year < $year), false) as is_earlier,
    from iv_projects
    left join last_baseline using (project)
    group by project
),
worked as (
    select project, sum(days) as realised
    from iv_realised
    where year(month_on) = $year and last_day(month_on) <= $as_of
    group by project
),
judged as (
    select
        *,
        case
            when requested > 0 and coalesce(realised, 0) >= requested then if(is_later, 'iv_later', 'iv_done')
            when requested > 0 and allocated = 0 then 'iv_not_allocated'
            when requested > 0 and allocated < requested then 'iv_partly_allocated'
            when requested > 0 then 'iv_allocated'
            when is_later then 'iv_later'
            when is_earlier then 'iv_done'
            else 'iv_not_requested'
        end as state,
    from asked
    left join worked using (project)
)
select
    measure_number, measure, names_iv, project, iv_projects.name, via, coalesce(state, 'iv_no_project') as state,
    requested::double as requested, allocated::double as allocated, if(project is null, null, coalesce(realised, 0))::double as realised,
from measure_numbers
left join nearest using (measure_number)
left join judged using (project)
left join iv_projects using (project)
where judged.state <> 'iv_done' or (project is null and names_iv)
order by measure_number, project
