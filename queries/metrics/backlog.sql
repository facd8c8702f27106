/*
title = "Werkvoorraad en achterstand"
definition = "Open verzoeken aan het eind van de periode (werkvoorraad), en de open verzoeken waarvan de achtwekennorm of de wettelijke uiterste datum dan is verstreken (achterstand). Voor een onvolledige laatste periode is dat de stand op de peildatum."
grain = "één rij per periode en uitsplitsing"
kpi = ["K5", "K6a", "K6b"]
margin = ["split_value"]
unsplit = { outcome = "Een verzoek dat nog open is, heeft geen uitkomst." }

[columns]
period_on = { label = "Periode", unit = "datum", meaning = "eerste dag van de periode" }
split_value = { label = "Uitsplitsing", unit = "code", meaning = "team, kanaal, werkwijze of huishouden; alle zonder uitsplitsing" }
is_complete = { label = "Volledig", unit = "ja/nee", meaning = "of de hele periode is meegeteld; een onvolledige periode is niet te vergelijken met een volledige" }
backlog = { label = "Werkvoorraad", unit = "verzoeken", meaning = "open verzoeken" }
past_norm = { label = "Over de acht weken", unit = "verzoeken", meaning = "open en later dan de 56e dag na ontvangst" }
past_legal = { label = "Over de wettelijke termijn", unit = "verzoeken", meaning = "open en voorbij de wettelijke uiterste datum" }

[shares]
share_past_norm = { label = "Aandeel over de acht weken", numerator = "past_norm", denominator = "backlog" }
*/
with chosen_groups as (
    select group_id, split_value
    from groups
    where split = $split
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
shown_periods as (
    select distinct period_on, until_on
    from period_days
    where period = $period and day_on between $since and least($until, $as_of)
),
changes as (
    select
        greatest(day_on, $since) as day_on,
        split_value,
        received - decided - withdrawn as backlog_change,
        past_norm_change,
        past_legal_term_change,
    from daily_flow
    join chosen_groups using (group_id)
    where day_on <= least($until, $as_of)
),
per_period as (
    select
        period_on,
        split_value,
        sum(backlog_change) as backlog_change,
        sum(past_norm_change) as past_norm_change,
        sum(past_legal_term_change) as past_legal_term_change,
    from changes
    join period_days on period_days.day_on = changes.day_on and period_days.period = $period
    group by all
),
filled as (
    select shown_periods.*, split_values.split_value, backlog_change, past_norm_change, past_legal_term_change,
    from shown_periods
    cross join (select distinct split_value from changes) as split_values
    left join per_period using (period_on, split_value)
)
select
    if($period = 'all', $since, period_on) as period_on,
    split_value,
    $period = 'all' or (period_on >= $since and until_on <= least($until, $as_of)) as is_complete,
    coalesce(sum(backlog_change) over running, 0)::bigint as backlog,
    coalesce(sum(past_norm_change) over running, 0)::bigint as past_norm,
    coalesce(sum(past_legal_term_change) over running, 0)::bigint as past_legal,
from filled
window running as (partition by split_value order by period_on)
order by period_on, split_value
