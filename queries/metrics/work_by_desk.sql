/*
title = "Wie rondde wat af?"
definition = "Ontvangen verzoeken en afgeronde verzoeken naar wie ze afrondde: de reguliere teams, de taskforce, de versnelde regel of de aanvrager zelf, door intrekking. Een besluit volgens de versnelde regel telt alleen daar, welk team het ook nam. Voorraad aan het begin, plus ontvangen, min wat elk afrondde, is de voorraad aan het eind. Dit is geteld: het zegt niet wat er zonder taskforce of regel zou zijn gebeurd."
grain = "één rij per periode"
margin = ["period_on"]
sums = [["backlog_start", "received", "regular", "task_force", "fast_track", "withdrawn", "backlog_end"], ["backlog_start", "received", "decided", "withdrawn", "backlog_end"], ["decided", "regular", "task_force", "fast_track"]]

[columns]
period_on = { label = "Periode", unit = "datum", meaning = "eerste dag van de periode" }
is_complete = { label = "Volledig", unit = "ja/nee", meaning = "of de hele periode is meegeteld; een onvolledige periode is niet te vergelijken met een volledige" }
backlog_start = { label = "Voorraad begin", unit = "verzoeken", meaning = "open aan het begin van de periode; leeg als er toen nog niets was ontvangen" }
received = { label = "Instroom", unit = "verzoeken", meaning = "ontvangen in de periode" }
decided = { label = "Besloten", unit = "verzoeken", meaning = "besloten in de periode: regulier, taskforce en versneld samen" }
regular = { label = "Regulier", unit = "verzoeken", meaning = "besloten door de reguliere teams, zonder de versnelde regel" }
task_force = { label = "Taskforce", unit = "verzoeken", meaning = "besloten door de taskforce, zonder de versnelde regel; leeg als er geen waren" }
fast_track = { label = "Versneld", unit = "verzoeken", meaning = "besloten volgens de versnelde regel; leeg als er geen waren" }
withdrawn = { label = "Ingetrokken", unit = "verzoeken", meaning = "ingetrokken in de periode" }
backlog_end = { label = "Voorraad eind", unit = "verzoeken", meaning = "open aan het eind van de periode" }
*/
with chosen_groups as (
    select group_id, coalesce(is_fast_track, false) as is_fast_track, is_task_force
    from groups
    where split = 'none'
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
    select *, received - decided - withdrawn as backlog_change,
    from daily_flow
    join chosen_groups using (group_id)
    where day_on <= least($until, $as_of)
),
per_period as (
    select
        period_on,
        sum(received) as received,
        sum(decided) filter (not is_fast_track and not is_task_force) as regular,
        sum(decided) filter (not is_fast_track and is_task_force) as task_force,
        sum(decided) filter (is_fast_track) as fast_track,
        sum(withdrawn) as withdrawn,
        sum(backlog_change) as backlog_change,
    from changes
    join period_days on period_days.day_on = changes.day_on and period_days.period = $period
    where changes.day_on >= $since
    group by period_on
),
before_since as (
    select coalesce(sum(backlog_change) filter (day_on < $since), 0) as backlog, min(day_on) as first_on,
    from changes
    having count(*) > 0
),
filled as (
    select *, backlog + coalesce(sum(backlog_change) over (order by period_on), 0) as backlog_end,
    from shown_periods
    cross join before_since
    left join per_period using (period_on)
)
select
    if($period = 'all', $since, period_on) as period_on,
    $period = 'all' or (period_on >= $since and until_on <= least($until, $as_of)) as is_complete,
    if(first_on < greatest(period_on, $since), backlog_end - coalesce(backlog_change, 0), null)::bigint as backlog_start,
    coalesce(received, 0)::bigint as received,
    (coalesce(regular, 0) + coalesce(task_force, 0) + coalesce(fast_track, 0))::bigint as decided,
    coalesce(regular, 0)::bigint as regular,
    -- nothing closed by a desk says something about staff, not about a person: no small count
    nullif(task_force, 0)::bigint as task_force,
    nullif(fast_track, 0)::bigint as fast_track,
    coalesce(withdrawn, 0)::bigint as withdrawn,
    backlog_end::bigint as backlog_end,
from filled
order by period_on
