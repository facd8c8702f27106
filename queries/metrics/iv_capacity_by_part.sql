/*
title = "IV-capaciteit per stand: toegekend en vrij"
definition = "In elke stand die op de peildatum was vastgesteld wat is toegekend, en wat van de capaciteit vrij is. Is er in een keten meer toegekend dan er dagen zijn, dan staat dat er met een minteken bij als te veel toegezegd; wat een andere keten vrij heeft, gaat daar niet van af. De rijen van een stand tellen zo op tot de capaciteit van die stand."
grain = "één rij per stand, en project, categorie, grond, organisatie of keten, en één voor wat vrij is of te veel is toegezegd (bij meer ketens soms allebei)"
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
divided as (
    select chain, baseline, sum(allocated) as allocated from iv_allocations where year = $year group by chain, baseline
),
left_over as (
    -- of each chain by itself: what one has free does not undo what another promised too much
    select baseline, if(days < coalesce(allocated, 0), 'iv_over_committed', 'iv_free') as part, sum(days - coalesce(allocated, 0)) as days
    from iv_capacity
    left join divided using (chain, baseline)
    where year = $year and set_on <= $as_of and ($chain is null or chain = $chain)
    group by all
),
every_day as (
    select baseline, part, name, days from per_part
    union all
    select baseline, part, null, days from left_over
)
select baseline::varchar as baseline, part, name, days::double as days,
from every_day
order by every_day.baseline, part like 'iv!_%' escape '!', part
