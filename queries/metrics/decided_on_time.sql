/*
title = "Op tijd besloten"
definition = "Van de verzoeken waarop in de periode is besloten: hoeveel besluiten zijn verzonden uiterlijk op de 56e dag na ontvangst (binnen acht weken), en hoeveel uiterlijk op de wettelijke uiterste datum, met opschorting, verdaging en Algemene termijnenwet. Ingetrokken verzoeken tellen niet mee."
grain = "één rij per periode van besluit en uitsplitsing"
kpi = ["K1", "K2"]
margin = ["split_value", "period_on"]

[columns]
period_on = { label = "Periode", unit = "datum", meaning = "eerste dag van de periode" }
split_value = { label = "Uitsplitsing", unit = "code", meaning = "team, kanaal, werkwijze, huishouden of uitkomst; alle zonder uitsplitsing" }
is_complete = { label = "Volledig", unit = "ja/nee", meaning = "of de hele periode is meegeteld; een onvolledige periode is niet te vergelijken met een volledige" }
decided = { label = "Besloten", unit = "verzoeken", meaning = "besloten verzoeken (noemer)" }
within_norm = { label = "Binnen acht weken", unit = "verzoeken", meaning = "waarvan binnen acht weken (teller K1)" }
within_legal = { label = "Binnen wettelijke termijn", unit = "verzoeken", meaning = "waarvan binnen de wettelijke termijn (teller K2)" }

[shares]
share_within_norm = { label = "Aandeel binnen acht weken", numerator = "within_norm", denominator = "decided" }
share_within_legal = { label = "Aandeel binnen wettelijke termijn", numerator = "within_legal", denominator = "decided" }
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
        day_on,
        split_value,
        decided,
        decided_within_norm,
        decided_within_legal_term,
    from daily_flow
    join chosen_groups using (group_id)
    where decided > 0
        and day_on between $since and least($until, $as_of)
)
select
    if($period = 'all', $since, period_on) as period_on,
    split_value,
    $period = 'all' or (period_on >= $since and until_on <= least($until, $as_of)) as is_complete,
    sum(decided)::bigint as decided,
    sum(decided_within_norm)::bigint as within_norm,
    sum(decided_within_legal_term)::bigint as within_legal,
from decided_in_period
join period_days on period_days.day_on = decided_in_period.day_on and period_days.period = $period
group by all
order by period_on, split_value
