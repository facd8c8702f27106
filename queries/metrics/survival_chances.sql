/*
title = "Kans op een besluit binnen 8, 11, 12 en 16 weken"
definition = "Schatting volgens Kaplan-Meier, waarin open verzoeken meetellen tot de peildatum en ingetrokken verzoeken tot hun intrekking. Wie alleen naar besloten verzoeken kijkt, mist de trage die nog openliggen. Verzoeken van vóór de dag waarop de levering volledig wordt, blijven buiten beschouwing. Met 95%-interval. Leeg als nog geen verzoek zo lang is gevolgd."
grain = "één rij per periode van ontvangst, uitsplitsing en aantal weken"
kpi = ["K8"]
method = "survival_chances"
unsplit = { outcome = "Een verzoek dat nog open is, heeft geen uitkomst." }

[columns]
period_on = { label = "Ontvangen in", unit = "datum", meaning = "eerste dag van de periode van ontvangst" }
split_value = { label = "Uitsplitsing", unit = "code", meaning = "team, kanaal, werkwijze, huishouden of uitkomst; alle zonder uitsplitsing" }
weeks = { label = "Binnen (weken)", unit = "weken", meaning = "aantal weken na ontvangst" }
requests = { label = "Verzoeken", unit = "verzoeken", meaning = "ontvangen verzoeken, open en afgerond (n)" }
chance = { label = "Kans", unit = "kans", meaning = "kans op een besluit binnen dat aantal weken", n = "requests" }
low = { label = "Ondergrens", unit = "kans", meaning = "ondergrens van het 95%-interval", n = "requests", of = "chance" }
high = { label = "Bovengrens", unit = "kans", meaning = "bovengrens van het 95%-interval", n = "requests", of = "chance" }
*/
with chosen_groups as (
    select group_id, split_value
    from groups
    where split = $split
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
followed as (
    select
        received_on as day_on,
        split_value,
        least(coalesce(stopped_on, $as_of), $as_of) - received_on as days,
        coalesce(is_decision and stopped_on <= $as_of, false) as is_event,
        requests,
    from request_days
    join chosen_groups using (group_id)
    where received_on between $since and least($until, $as_of)
        and received_on >= (select coalesce(closed_since, $since) from builds)
)
select
    if($period = 'all', $since, period_on) as period_on,
    split_value,
    days,
    is_event,
    sum(requests)::bigint as requests,
from followed
join period_days on period_days.day_on = followed.day_on and period_days.period = $period
group by all
order by period_on, split_value, days, is_event
