/*
title = "Ladder: besloten binnen 8, 11, 12, 16 en 26 weken"
definition = "Van de verzoeken waarop in de periode is besloten: hoeveel binnen het genoemde aantal weken na ontvangst, zonder aftrek van opschorting."
grain = "één rij per trede"

[columns]
weeks = { label = "Binnen (weken)", unit = "weken", meaning = "aantal weken na ontvangst" }
decided_within = { label = "Besloten binnen", unit = "verzoeken", meaning = "besloten binnen dat aantal weken (teller)" }
decided = { label = "Besloten", unit = "verzoeken", meaning = "besloten verzoeken (noemer)" }

[shares]
share_within = { label = "Aandeel", numerator = "decided_within", denominator = "decided" }
*/
with chosen_groups as (
    select group_id
    from groups
    where split = 'none'
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
ladder as (select unnest([8, 11, 12, 16, 26]) as weeks),
decided_in_period as (
    select gross_days, sum(requests) as requests
    from request_days
    join chosen_groups using (group_id)
    where is_decision
        and stopped_on between $since and least($until, $as_of)
    group by gross_days
)
select
    weeks,
    coalesce(sum(requests) filter (gross_days <= 7 * weeks), 0)::bigint as decided_within,
    coalesce(sum(requests), 0)::bigint as decided,
from ladder
left join decided_in_period on true
group by weeks
order by weeks
