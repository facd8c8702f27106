/*
title = "IV-capaciteit per stand: toegekend en vrij"
definition = "In elke stand die op de peildatum was vastgesteld wat is toegekend, en wat van de capaciteit vrij is. Is er meer toegekend dan er dagen zijn, dan staat dat er met een minteken bij als te veel toegezegd. De rijen van een stand tellen zo op tot de capaciteit van die stand."
grain = "één rij per stand, en project, categorie, grond, organisatie of keten, en één voor wat vrij is of te veel is toegezegd"
needs = "iv_projects"

[columns]
baseline = { label = "Stand", unit = "code", meaning = "begroting of herijking" }
part = { label = "Onderdeel", unit = "code", meaning = "project, categorie, plaats in het toetsingskader, organisatie of keten; of vrij, of te veel toegezegd" }
name = { label = "Naam", unit = "tekst", meaning = "naam van het project; leeg bij een andere uitsplitsing" }
days = { label = "Dagen", unit = "IV-dagen", meaning = "toegekend; of wat van de capaciteit overblijft" }
*/
with per_part as (
    select baseline, part, iv_parts.name, sum(allocated) as days
    from iv_allocations
    join iv_parts using (project)
    where year = $year and set_on <= $as_of and ($chain is null or chain = $chain) and iv_split = $iv_split
    group by all
    having sum(allocated) > 0
),
available as (
    select baseline, sum(days) as days
    from iv_capacity
    where year = $year and set_on <= $as_of and ($chain is null or chain = $chain)
    group by baseline
),
left_over as (
    select baseline, available.days - coalesce(sum(per_part.days), 0) as days
    from available
    left join per_part using (baseline)
    group by baseline, available.days
),
every_day as (
    select baseline, part, name, days from per_part
    union all
    select baseline, if(days < 0, 'iv_over_committed', 'iv_free'), null, days from left_over
)
select baseline::varchar as baseline, part, name, days::double as days,
from every_day
order by every_day.baseline, part like 'iv!_%' escape '!', part
