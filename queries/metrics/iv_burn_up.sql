/*
title = "Opgetelde IV-dagen per maand tegen de toekenning"
definition = "Per maand de gewerkte IV-dagen en hun som sinds januari, tegen de toekenning in de eerste en in de laatste stand die op de peildatum was vastgesteld. Alleen hele maanden waarvan dagen zijn geboekt tellen mee. Vanaf de laatste daarvan loopt de verwachting door in het gemiddelde tempo tot dan; zonder een hele maand loopt zij in gelijke stappen naar de laatste toekenning."
grain = "één rij per maand van het jaar, en project, categorie, grond, organisatie of keten"
needs = "iv_projects"

[columns]
part = { label = "Onderdeel", unit = "code", meaning = "project, categorie, plaats in het toetsingskader, organisatie of keten" }
name = { label = "Naam", unit = "tekst", meaning = "naam van het project; leeg bij een andere uitsplitsing" }
month_on = { label = "Maand", unit = "datum", meaning = "eerste dag van de maand" }
projects = { label = "Projecten", unit = "aantal", meaning = "projecten waarop de dagen rusten (n)" }
realised = { label = "Gewerkt", unit = "IV-dagen", meaning = "gewerkt in de maand; leeg als de maand niet is geboekt of niet voorbij is" }
realised_so_far = { label = "Gewerkt sinds januari", unit = "IV-dagen", meaning = "som van januari tot en met deze maand" }
forecast_so_far = { label = "Verwacht sinds januari", unit = "raming", meaning = "verwachte som tot en met deze maand; leeg in maanden vóór de laatste geboekte" }
first_allocated = { label = "Toegekend, eerste stand", unit = "IV-dagen", meaning = "toegekend voor het hele jaar in de eerste stand" }
allocated = { label = "Toegekend, laatste stand", unit = "IV-dagen", meaning = "toegekend voor het hele jaar in de laatste stand" }
*/
with divided as (
    select project, first_allocated, allocated
    from iv_allocations
    where year = $year and set_on <= $as_of and coalesce(superseded_on > $as_of, true)
),
worked as (
    select project, month_on, days from iv_realised where year(month_on) = $year and last_day(month_on) <= $as_of
),
months as (
    select unnest(range(1, 13)) as month_number, make_date($year, month_number, 1) as month_on, (select count(distinct month_on) from worked) as booked
),
busy as (
    select * from iv_projects left join divided using (project)
    where ($chain is null or chain = $chain)
        and (allocated is not null or project in (select project from worked where days > 0))
),
per_month as (
    select
        part,
        iv_parts.name,
        month_number,
        booked,
        months.month_on,
        count(*) as projects,
        if(month_number <= booked, coalesce(sum(days), 0), null) as realised,
        coalesce(sum(first_allocated), 0) as first_allocated,
        coalesce(sum(allocated), 0) as allocated,
    from busy
    join iv_parts on iv_parts.project = busy.project and iv_split = $iv_split and ($iv_part is null or part = $iv_part)
    cross join months
    left join worked on worked.project = busy.project and worked.month_on = months.month_on
    group by part, iv_parts.name, month_number, booked, months.month_on
)
select
    part,
    name,
    month_on,
    projects,
    realised::double as realised,
    if(realised is null, null, (sum(realised) over so_far)::double) as realised_so_far,
    case
        when booked = 0 then allocated::double * month_number / 12
        when month_number >= booked then (sum(realised) over so_far)::double * month_number / booked
    end as forecast_so_far,
    first_allocated::double as first_allocated,
    allocated::double as allocated,
from per_month
window so_far as (partition by part order by month_number)
order by part, month_on
