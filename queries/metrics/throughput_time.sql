/*
title = "Doorlooptijd: mediaan en P90"
definition = "Doorlooptijd in dagen van ontvangst tot verzending van het besluit, zonder aftrek van opschorting (bruto), van de verzoeken waarop in de periode is besloten. Mediaan en P90 volgens de dichtstbijzijnde rang: de waarde waarop ten minste 50 of 90 procent van de verzoeken uitkomt; er wordt niet geïnterpoleerd."
grain = "één rij per periode van besluit en uitsplitsing"
kpi = ["K4"]
margin = ["split_value", "period_on"]

[columns]
period_on = { label = "Periode", unit = "datum", meaning = "eerste dag van de periode" }
split_value = { label = "Uitsplitsing", unit = "code", meaning = "team, kanaal, werkwijze, huishouden of uitkomst; alle zonder uitsplitsing" }
is_complete = { label = "Volledig", unit = "ja/nee", meaning = "of de hele periode is meegeteld; een onvolledige periode is niet te vergelijken met een volledige" }
decided = { label = "Besloten", unit = "verzoeken", meaning = "besloten verzoeken (n)" }
median_days = { label = "Mediaan (dagen)", unit = "dagen", meaning = "de helft van de verzoeken duurde zo lang of korter", n = "decided" }
p90_days = { label = "P90 (dagen)", unit = "dagen", meaning = "negen van de tien verzoeken duurden zo lang of korter", n = "decided" }
*/
with chosen_groups as (
    select group_id, split_value
    from groups
    where split = $split
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
decided_in_period as (
    select
        stopped_on as day_on,
        split_value,
        gross_days,
        requests,
    from request_days
    join chosen_groups using (group_id)
    where is_decision
        and stopped_on between $since and least($until, $as_of)
),
histogram as (
    select period_on, until_on, split_value, gross_days, sum(requests) as requests
    from decided_in_period
    join period_days on period_days.day_on = decided_in_period.day_on and period_days.period = $period
    group by all
),
ranked as (
    select
        *,
        sum(requests) over (partition by period_on, split_value order by gross_days) as at_most,
        sum(requests) over (partition by period_on, split_value) as decided,
    from histogram
)
select
    if($period = 'all', $since, period_on) as period_on,
    split_value,
    $period = 'all' or (period_on >= $since and until_on <= least($until, $as_of)) as is_complete,
    decided::bigint as decided,
    -- nearest rank: the smallest duration that at least this share of the requests does not exceed
    min(gross_days) filter (at_most * 100 >= decided * 50)::integer as median_days,
    min(gross_days) filter (at_most * 100 >= decided * 90)::integer as p90_days,
from ranked
group by all
order by period_on, split_value
