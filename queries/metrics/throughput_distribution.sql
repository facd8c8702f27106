/*
title = "Verdeling van de doorlooptijd"
definition = "Aantal besloten verzoeken naar doorlooptijd in weken, naar boven afgerond: week 8 telt de verzoeken die 50 tot en met 56 dagen duurden."
grain = "één rij per week doorlooptijd"
margin = ["weeks"]

[columns]
weeks = { label = "Doorlooptijd (weken)", unit = "weken", meaning = "doorlooptijd in weken, naar boven afgerond" }
decided = { label = "Besloten", unit = "verzoeken", meaning = "besloten verzoeken" }
step = { label = "Trede", unit = "tekst", meaning = "trede van de ladder waarin deze week valt; verborgen weken zijn zo ook daaruit niet af te leiden" }
*/
with chosen_groups as (
    select group_id
    from groups
    where split = 'none'
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
decided_in_period as (
    select ceil(gross_days / 7)::integer as weeks, requests
    from request_days
    join chosen_groups using (group_id)
    where is_decision
        and stopped_on between $since and least($until, $as_of)
),
per_week as (
    select weeks, sum(requests)::bigint as decided
    from decided_in_period
    group by weeks
)
select
    weeks,
    decided,
    case
        when weeks <= 8 then 'tot en met 8' when weeks <= 11 then '9 tot en met 11' when weeks <= 12 then '12'
        when weeks <= 16 then '13 tot en met 16' when weeks <= 26 then '17 tot en met 26' else 'meer dan 26'
    end as step,
from per_week
order by weeks
