/*
title = "Cohorten: binnen acht weken besloten"
definition = "Van de verzoeken die in de periode zijn ontvangen: hoeveel binnen acht weken zijn besloten (zeker), en hoeveel dat nog kunnen worden (haalbaar). De twee vallen samen zodra het cohort rijp is: van elk verzoek erin zijn op de peildatum acht weken voorbij. Verzoeken die binnen acht weken zijn ingetrokken tellen niet mee. Van een cohort van vóór de dag waarop de levering volledig wordt, ontbreken de snel afgeronde verzoeken: dat heeft geen uitkomst."
grain = "één rij per periode van ontvangst en uitsplitsing"
kpi = ["K3"]
margin = ["split_value"]
sums = [["received", "decided_within_norm", "open_within_norm", "late"], ["received", "achievable", "late"], ["decided_late", "open_late", "late"]]
unsplit = { outcome = "Een verzoek dat nog open is, heeft geen uitkomst." }

[columns]
period_on = { label = "Ontvangen in", unit = "datum", meaning = "eerste dag van de periode van ontvangst" }
split_value = { label = "Uitsplitsing", unit = "code", meaning = "team, kanaal, werkwijze, huishouden of uitkomst; alle zonder uitsplitsing" }
is_ripe = { label = "Rijp", unit = "ja/nee", meaning = "of van elk verzoek acht weken voorbij zijn; anders ligt de uitkomst tussen zeker en haalbaar" }
is_usable = { label = "Bruikbaar", unit = "ja/nee", meaning = "of de levering het hele cohort bevat; zo niet, dan ontbreken de snel afgeronde verzoeken en is er geen uitkomst" }
received = { label = "Ontvangen", unit = "verzoeken", meaning = "ontvangen, min ingetrokken binnen acht weken (noemer)" }
decided_within_norm = { label = "Op tijd besloten (A)", unit = "verzoeken", meaning = "besloten binnen acht weken" }
open_within_norm = { label = "Open, nog op tijd (C)", unit = "verzoeken", meaning = "open, acht weken nog niet voorbij; leeg voor een rijp cohort, waarin dat niet kan" }
achievable = { label = "Haalbaar (A + C)", unit = "verzoeken", meaning = "op tijd als alles wat nog op tijd kan, op tijd wordt besloten" }
late = { label = "Te laat (B + D)", unit = "verzoeken", meaning = "niet meer op tijd, afgerond of nog open; leeg zolang van geen verzoek de acht weken voorbij zijn" }
decided_late = { label = "Te laat afgerond (B)", unit = "verzoeken", meaning = "besloten of ingetrokken na acht weken" }
open_late = { label = "Te laat en open (D)", unit = "verzoeken", meaning = "open, acht weken voorbij" }
share_of_decided = { label = "Alleen afgeronde (A / (A + B))", unit = "kans", meaning = "aandeel op tijd van wat is afgerond; vleit, want de trage verzoeken zijn nog open", n = "decided_late" }

[shares]
share_within_norm = { label = "Zeker (A / N)", numerator = "decided_within_norm", denominator = "received" }
share_achievable = { label = "Haalbaar ((A + C) / N)", numerator = "achievable", denominator = "received", rest = "late" }
*/
with chosen_groups as (
    select group_id, split_value
    from groups
    where split = $split
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
norm as (select value as days from norms where norm = 'decision_term_days'),
received_in_period as (
    select
        received_on as day_on, split_value,
        case
            when stopped_on <= $as_of and is_within_norm then if(is_decision, 'in_time', 'withdrawn')
            when stopped_on <= $as_of then 'late'
            -- the reference date is over: open at the end of the last day is late
            else if(received_on + norm.days > $as_of, 'open_in_time', 'open_late')
        end as state,
        sum(requests) as requests,
    from request_days
    join chosen_groups using (group_id) cross join norm
    where received_on between $since and least($until, $as_of)
        -- for all history at once only what is ripe and whole, so that the figure has a meaning
        and ($period <> 'all'
            or received_on between (select coalesce(closed_since, $since) from builds) and $as_of - norm.days)
    group by all
),
cohorts as (
    select
        if($period = 'all', $since, period_on) as period_on, split_value,
        $period = 'all' or until_on + (select days from norm) <= $as_of as is_ripe,
        $period = 'all' or period_on + (select days from norm) <= $as_of as may_be_late,
        $period = 'all' or coalesce(period_on >= (select closed_since from builds), true) as is_usable,
        coalesce(sum(requests) filter (state = 'in_time'), 0) as in_time,
        coalesce(sum(requests) filter (state = 'late'), 0) as late,
        coalesce(sum(requests) filter (state = 'open_in_time'), 0) as open_in_time,
        coalesce(sum(requests) filter (state = 'open_late'), 0) as open_late,
    from received_in_period
    join period_days on period_days.day_on = received_in_period.day_on and period_days.period = $period
    group by all
)
select
    period_on, split_value, is_ripe, is_usable,
    if(is_usable, in_time + late + open_in_time + open_late, null)::bigint as received,
    if(is_usable, in_time, null)::bigint as decided_within_norm,
    if(is_usable and not is_ripe, open_in_time, null)::bigint as open_within_norm,
    if(is_usable, in_time + open_in_time, null)::bigint as achievable,
    if(is_usable and may_be_late, late + open_late, null)::bigint as late,
    if(is_usable and may_be_late, late, null)::bigint as decided_late,
    if(is_usable and may_be_late, open_late, null)::bigint as open_late,
    if(is_usable and may_be_late, in_time, null) / nullif(in_time + late, 0) as share_of_decided,
from cohorts
order by period_on, split_value
