/*
title = "Verdeling van de doorlooptijd"
definition = "Aantal besloten verzoeken naar doorlooptijd in weken, naar boven afgerond: week 8 telt de verzoeken die 50 tot en met 56 dagen duurden."
grain = "één rij per week doorlooptijd"

[columns]
weeks = { label = "Doorlooptijd (weken)", unit = "weken", meaning = "doorlooptijd in weken, naar boven afgerond" }
decided = { label = "Besloten", unit = "verzoeken", meaning = "besloten verzoeken" }
*/
with decided_in_period as (
    select ceil(gross_days / 7)::integer as weeks, requests
    from request_days
    where is_decision
        and stopped_on between $since and least($until, $as_of)
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
)
select weeks, sum(requests)::bigint as decided
from decided_in_period
group by weeks
order by weeks
