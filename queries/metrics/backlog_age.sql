/*
title = "Leeftijd van de werkvoorraad"
definition = "Open verzoeken op de peildatum naar leeftijd: het aantal weken sinds ontvangst."
grain = "één rij per leeftijdsklasse"
kpi = ["K7"]
margin = ["band_order", "band"]

[columns]
band_order = { label = "Volgorde", unit = "volgorde", meaning = "volgorde van de klasse" }
band = { label = "Leeftijd", unit = "tekst", meaning = "leeftijdsklasse in weken; de bovengrens hoort erbij" }
backlog = { label = "Werkvoorraad", unit = "verzoeken", meaning = "open verzoeken" }
*/
with chosen_groups as (
    select group_id
    from groups
    where split = 'none'
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
bands(band_order, band, above_weeks) as (
    values (1, '0-4 weken', -1), (2, '4-8 weken', 4), (3, '8-11 weken', 8), (4, '11-12 weken', 11),
        (5, '12-16 weken', 12), (6, 'meer dan 16 weken', 16)
),
open_at_reference as (
    select $as_of - received_on as age_days, sum(requests) as requests
    from request_days
    join chosen_groups using (group_id)
    where received_on <= $as_of and (stopped_on is null or stopped_on > $as_of)
    group by age_days
),
banded as (
    select
        max(band_order) as band_order,
        any_value(requests) as requests,
    from open_at_reference
    join bands on age_days > 7 * above_weeks
    group by age_days
)
select band_order, band, coalesce(sum(requests), 0)::bigint as backlog,
from bands
left join banded using (band_order)
group by all
order by band_order
