/*
title = "Kan oplopen tot"
definition = "De doorlooptijd die 95 procent van de besluiten van de laatste vier weken vóór de peildatum niet overschrijdt (P95, dichtstbijzijnde rang), en de langste; in weken half naar boven afgerond."
grain = "één rij"
kpi = ["K14"]

[columns]
decided = { label = "Besloten", unit = "verzoeken", meaning = "besloten in de laatste vier weken (n)" }
p95_days = { label = "P95 (dagen)", unit = "dagen", meaning = "negentien van de twintig verzoeken duurden zo lang of korter", n = "decided" }
longest_days = { label = "Langste (dagen)", unit = "dagen", meaning = "de langste doorlooptijd", n = "decided" }
p95_weeks = { label = "P95 (weken)", unit = "weken", meaning = "P95 in weken, half naar boven afgerond", n = "decided" }
longest_weeks = { label = "Langste (weken)", unit = "weken", meaning = "langste in weken, half naar boven afgerond", n = "decided" }
*/
with chosen_groups as (
    select group_id
    from groups
    where split = 'none'
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
decided_recently as (
    select gross_days, sum(requests) as requests
    from request_days
    join chosen_groups using (group_id)
    where is_decision
        and stopped_on > $as_of - 28 and stopped_on <= $as_of
    group by gross_days
),
ranked as (
    select *, sum(requests) over (order by gross_days) as at_most, sum(requests) over () as decided
    from decided_recently
),
measured as (
    select
        coalesce(max(decided), 0)::bigint as decided,
        min(gross_days) filter (at_most * 100 >= decided * 95)::integer as p95_days,
        max(gross_days)::integer as longest_days,
    from ranked
)
select
    decided,
    p95_days,
    longest_days,
    (2 * p95_days + 7) // 14 as p95_weeks,
    (2 * longest_days + 7) // 14 as longest_weeks,
from measured
