/*
title = "Leeftijd van de werkvoorraad: oudste, mediaan en P90"
definition = "Leeftijd in dagen sinds ontvangst van de open verzoeken op de peildatum; mediaan en P90 volgens de dichtstbijzijnde rang."
grain = "één rij"
kpi = ["K7"]

[columns]
backlog = { label = "Werkvoorraad", unit = "verzoeken", meaning = "open verzoeken (n)" }
oldest_days = { label = "Oudste (dagen)", unit = "dagen", meaning = "leeftijd van het oudste open verzoek", n = "backlog" }
median_days = { label = "Mediaan (dagen)", unit = "dagen", meaning = "de helft is zo oud of jonger", n = "backlog" }
p90_days = { label = "P90 (dagen)", unit = "dagen", meaning = "negen van de tien zijn zo oud of jonger", n = "backlog" }
*/
with chosen_groups as (
    select group_id
    from groups
    where split = 'none'
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
open_at_reference as (
    select $as_of - received_on as age_days, sum(requests) as requests
    from request_days
    join chosen_groups using (group_id)
    where received_on <= $as_of and (stopped_on is null or stopped_on > $as_of)
    group by age_days
),
ranked as (
    select *, sum(requests) over (order by age_days) as at_most, sum(requests) over () as backlog
    from open_at_reference
)
select
    coalesce(max(backlog), 0)::bigint as backlog,
    max(age_days)::integer as oldest_days,
    min(age_days) filter (at_most * 100 >= backlog * 50)::integer as median_days,
    min(age_days) filter (at_most * 100 >= backlog * 90)::integer as p90_days,
from ranked
