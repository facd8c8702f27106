/*
title = "Cohort: binnen acht weken besloten"
definition = "Van de verzoeken die in de periode zijn ontvangen: hoeveel binnen acht weken zijn besloten. Verzoeken die binnen acht weken zijn ingetrokken tellen niet mee. Alleen een rijp cohort heeft een uitkomst: van elk verzoek erin zijn op de peildatum acht weken voorbij."
grain = "één rij per periode van ontvangst en uitsplitsing"
kpi = ["K3"]
margin = ["split_value"]

[columns]
period_on = { label = "Ontvangen in", unit = "datum", meaning = "eerste dag van de periode van ontvangst" }
split_value = { label = "Uitsplitsing", unit = "code", meaning = "team, kanaal of werkwijze; alle zonder uitsplitsing" }
is_ripe = { label = "Rijp", unit = "ja/nee", meaning = "of van elk verzoek acht weken voorbij zijn; anders is het aandeel nog niet bekend" }
received = { label = "Ontvangen", unit = "verzoeken", meaning = "ontvangen, min ingetrokken binnen acht weken (noemer)" }
decided_within_norm = { label = "Binnen acht weken besloten", unit = "verzoeken", meaning = "besloten binnen acht weken (teller), alleen voor een rijp cohort" }

[shares]
share_within_norm = { label = "Aandeel binnen acht weken", numerator = "decided_within_norm", denominator = "received" }
*/
with norm as (select value as days from norms where norm = 'decision_term_days'),
received_in_period as (
    select
        received_on as day_on,
        case $split
            when 'team' then team::split when 'channel' then channel::split
            when 'fast_track' then if(is_fast_track, 'ja', 'nee')::split else 'alle'::split
        end as split_value,
        stopped_on <= $as_of and is_within_norm and is_decision as is_decided_in_time,
        stopped_on <= $as_of and is_within_norm and not is_decision as is_withdrawn_in_time,
        sum(requests) as requests,
    from request_days
    where received_on between $since and least($until, $as_of)
        -- for all history at once only what is ripe, so that the figure has a meaning
        and ($period <> 'all' or received_on <= $as_of - (select days from norm))
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
    group by all
),
cohorts as (
    select
        if($period = 'all', $since, period_on) as period_on,
        split_value,
        $period = 'all' or until_on + (select days from norm) <= $as_of as is_ripe,
        sum(requests) as received,
        coalesce(sum(requests) filter (is_decided_in_time), 0) as decided_within_norm,
        coalesce(sum(requests) filter (is_withdrawn_in_time), 0) as withdrawn_within_norm,
    from received_in_period
    join period_days on period_days.day_on = received_in_period.day_on and period_days.period = $period
    group by all
)
select
    period_on,
    split_value::varchar as split_value,
    is_ripe,
    (received - withdrawn_within_norm)::bigint as received,
    if(is_ripe, decided_within_norm, null)::bigint as decided_within_norm,
from cohorts
order by period_on, split_value
