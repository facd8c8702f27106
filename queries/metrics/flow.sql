/*
title = "Instroom, uitstroom en werkvoorraad"
definition = "Verzoeken die in de periode zijn ontvangen, besloten of ingetrokken, en de werkvoorraad aan het begin en het eind ervan. De werkvoorraad zijn de ontvangen verzoeken die aan het eind van de dag nog niet zijn afgerond. Begin plus instroom min uitstroom is eind."
grain = "één rij per periode en uitsplitsing"
kpi = ["K9"]
margin = ["split_value"]
sums = [["backlog_start", "received", "decided", "withdrawn", "backlog_end"]]
unsplit = { outcome = "Een verzoek dat nog open is, heeft geen uitkomst." }

[columns]
period_on = { label = "Periode", unit = "datum", meaning = "eerste dag van de periode" }
split_value = { label = "Uitsplitsing", unit = "code", meaning = "team, kanaal, werkwijze of huishouden; alle zonder uitsplitsing" }
is_complete = { label = "Volledig", unit = "ja/nee", meaning = "of de hele periode is meegeteld; een onvolledige periode is niet te vergelijken met een volledige" }
backlog_start = { label = "Voorraad begin", unit = "verzoeken", meaning = "open aan het begin van de periode" }
received = { label = "Instroom", unit = "verzoeken", meaning = "ontvangen in de periode" }
decided = { label = "Besloten", unit = "verzoeken", meaning = "besloten in de periode" }
withdrawn = { label = "Ingetrokken", unit = "verzoeken", meaning = "ingetrokken in de periode" }
balance = { label = "Saldo", unit = "saldo", meaning = "instroom min uitstroom", n = "received" }
backlog_end = { label = "Voorraad eind", unit = "verzoeken", meaning = "open aan het eind van de periode" }
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
        day_on,
        split_value,
        received,
        decided,
        withdrawn,
    from daily_flow
    join chosen_groups using (group_id)
    where day_on <= least($until, $as_of)
),
before_since as (
    select split_value, sum(received - decided - withdrawn) filter (day_on < $since) as backlog
    from changes
    group by split_value
),
per_period as (
    select period_on, split_value, sum(received) as received, sum(decided) as decided, sum(withdrawn) as withdrawn
    from changes
    join period_days on period_days.day_on = changes.day_on and period_days.period = $period
    where changes.day_on >= $since
    group by all
),
filled as (
    select
        shown_periods.*,
        split_value,
        coalesce(received, 0) as received, coalesce(decided, 0) as decided, coalesce(withdrawn, 0) as withdrawn,
        coalesce(backlog, 0) + sum(coalesce(received - decided - withdrawn, 0))
            over (partition by split_value order by period_on) as backlog_end,
    from shown_periods
    cross join (select distinct split_value from changes) as split_values
    left join per_period using (period_on, split_value)
    left join before_since using (split_value)
)
select
    if($period = 'all', $since, period_on) as period_on,
    split_value,
    $period = 'all' or (period_on >= $since and until_on <= least($until, $as_of)) as is_complete,
    (backlog_end - received + decided + withdrawn)::bigint as backlog_start,
    received::bigint as received,
    decided::bigint as decided,
    withdrawn::bigint as withdrawn,
    (received - decided - withdrawn)::bigint as balance,
    backlog_end::bigint as backlog_end,
from filled
order by period_on, split_value
