/*
title = "IV-dagen: gevraagd, toegekend, gewerkt en verwacht"
definition = "Gevraagde en toegekende IV-dagen van een jaar volgens de laatste stand die op de peildatum was vastgesteld, de toekenning in de eerste stand, en de gewerkte dagen tot en met de laatste hele maand waarvan dagen zijn geboekt. De verwachting voor het jaar is het gemiddelde per maand tot dan, maal twaalf; zonder een hele maand is zij de laatste toekenning. Niet toegekend is per project wat meer is gevraagd dan toegekend. Verwachting min toekenning staat naast zowel de eerste als de laatste stand: wie alleen naar de laatste kijkt, ziet niet dat er intussen is bijgesteld."
grain = "één rij per project, categorie, grond, organisatie of keten"
needs = "iv_projects"

[columns]
part = { label = "Onderdeel", unit = "code", meaning = "project, categorie, plaats in het toetsingskader, organisatie of keten" }
name = { label = "Naam", unit = "tekst", meaning = "naam van het project; leeg bij een andere uitsplitsing" }
projects = { label = "Projecten", unit = "aantal", meaning = "projecten waarop de dagen rusten (n)" }
first_allocated = { label = "Toegekend, eerste stand", unit = "IV-dagen", meaning = "toegekend in de eerste stand van het jaar, gewoonlijk de begroting" }
requested = { label = "Gevraagd", unit = "IV-dagen", meaning = "gevraagd in de laatste stand" }
allocated = { label = "Toegekend, laatste stand", unit = "IV-dagen", meaning = "toegekend in de laatste stand" }
unmet = { label = "Niet toegekend", unit = "IV-dagen", meaning = "per project gevraagd min toegekend in de laatste stand, als dat meer is dan nul" }
realised = { label = "Gewerkt", unit = "IV-dagen", meaning = "gewerkt in de hele maanden waarvan dagen zijn geboekt" }
forecast = { label = "Verwacht", unit = "raming", meaning = "verwachting voor het hele jaar bij het tempo tot nu toe" }
variance_first = { label = "Verwacht min eerste stand", unit = "raming", meaning = "meer (+) of minder (−) dan in de eerste stand was toegekend" }
variance_last = { label = "Verwacht min laatste stand", unit = "raming", meaning = "meer (+) of minder (−) dan in de laatste stand is toegekend" }
*/
with divided as (
    select project, first_allocated, requested, allocated, greatest(requested - allocated, 0) as unmet
    from iv_allocations
    where year = $year and set_on <= $as_of and coalesce(superseded_on > $as_of, true)
),
worked as (
    select project, sum(days) as realised
    from iv_realised
    where year(month_on) = $year and last_day(month_on) <= $as_of
    group by project
),
booked_through as (
    select count(distinct month_on) as months
    from iv_realised
    where year(month_on) = $year and last_day(month_on) <= $as_of
),
per_project as (
    select
        *,
        if(months > 0, coalesce(realised, 0) * 12 / months::double, coalesce(allocated, 0)::double) as forecast,
    from iv_projects
    left join divided using (project)
    left join worked using (project)
    cross join booked_through
    where ($chain is null or chain = $chain) and (allocated is not null or realised > 0)
)
select
    part,
    iv_parts.name,
    count(*) as projects,
    coalesce(sum(first_allocated), 0)::double as first_allocated,
    coalesce(sum(requested), 0)::double as requested,
    coalesce(sum(allocated), 0)::double as allocated,
    coalesce(sum(unmet), 0)::double as unmet,
    coalesce(sum(realised), 0)::double as realised,
    sum(forecast) as forecast,
    sum(forecast) - coalesce(sum(first_allocated), 0)::double as variance_first,
    sum(forecast) - coalesce(sum(allocated), 0)::double as variance_last,
from per_project
join iv_parts on iv_parts.project = per_project.project and iv_split = $iv_split
group by part, iv_parts.name
order by part
