/*
title = "Stroom per week, met grenzen van gewone schommeling"
definition = "Regelkaart (XmR) per volle week: gemiddelde en grenzen waarbinnen een stroom gewoonlijk schommelt. Een signaal is een punt buiten de grenzen, zeven punten op rij stijgend of dalend, zeven aan één kant van het gemiddelde, of twee van drie dicht bij een grens. Minder dan dertien weken krijgen geen grenzen. Alleen voor stromen: wachttijden en aandelen op tijd hangen af van de voorraad van gisteren, dus daar zeggen grenzen niets."
grain = "één rij per volle week (maandag tot en met zondag)"
method = "flow_chart"
method_parameters = ["breaks"]

[columns]
period_on = { label = "Week", unit = "datum", meaning = "maandag van de week" }
counted = { label = "Aantal", unit = "verzoeken", meaning = "verzoeken die in de week zijn geteld (teller)" }
of_requests = { label = "Van", unit = "verzoeken", meaning = "verzoeken waarvan het een aandeel is (noemer); leeg als het geen aandeel is" }
value = { label = "Waarde", unit = "waarde", meaning = "aantal, aantal per aanwezige voltijdsplaats, of percentage", n = "counted" }
mean = { label = "Gemiddelde", unit = "waarde", meaning = "gemiddelde van het segment", n = "counted" }
lower = { label = "Ondergrens", unit = "waarde", meaning = "gemiddelde min 2,66 maal de gemiddelde sprong", n = "counted" }
upper = { label = "Bovengrens", unit = "waarde", meaning = "gemiddelde plus 2,66 maal de gemiddelde sprong", n = "counted" }
signal = { label = "Signaal", unit = "tekst", meaning = "waarom dit punt meer is dan gewone schommeling" }
segment = { label = "Segment", unit = "tekst", meaning = "reden waarom hier een nieuw segment begint" }
*/
with chosen_groups as (
    select group_id
    from groups
    where split = 'none'
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
weeks as (
    select distinct period_on as week_on
    from period_days
    where period = 'week' and period_on >= $since and until_on <= least($until, $as_of)
),
flow as (
    select date_trunc('week', day_on)::date as week_on, sum(received) as received, sum(decided) as decided
    from daily_flow
    join chosen_groups using (group_id)
    where day_on between $since and least($until, $as_of)
    group by week_on
),
fast_track as (
    select date_trunc('week', day_on)::date as week_on, sum(decided) as fast_track
    from daily_flow
    join groups on groups.group_id = daily_flow.group_id and groups.split = 'none' and groups.is_fast_track
    where day_on between $since and least($until, $as_of) and daily_flow.group_id in (select group_id from chosen_groups)
    group by week_on
),
suspended as (
    select date_trunc('week', day_on)::date as week_on, sum(suspended) as suspended
    from decided_days
    join chosen_groups using (group_id)
    where day_on between $since and least($until, $as_of)
    group by week_on
),
present as (
    select week_on, sum(present_fte) as fte from capacity where $team is null or team = $team group by week_on
)
select
    week_on as period_on,
    coalesce(case $flow
        when 'received' then received when 'fast_track' then fast_track when 'suspended' then suspended else decided
    end, 0)::bigint as counted,
    if($flow in ('fast_track', 'suspended'), coalesce(decided, 0), null)::bigint as of_requests,
    if($flow = 'productivity', fte, null)::double as present_fte,
    $flow as flow,
from weeks
left join flow using (week_on)
left join fast_track using (week_on)
left join suspended using (week_on)
left join present using (week_on)
order by week_on
