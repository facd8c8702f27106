/*
title = "Kaplan-Meier: wanneer is de helft besloten?"
definition = "Schatting volgens Kaplan-Meier, waarin open verzoeken meetellen tot de peildatum en ingetrokken verzoeken tot hun intrekking. Wie alleen naar besloten verzoeken kijkt, mist de trage die nog openliggen. Verzoeken van vóór de dag waarop de levering volledig wordt, blijven buiten beschouwing. De mediaan is de dag waarop de kans op een besluit 50 procent bereikt; open als dat nog niet is bereikt."
grain = "één rij per periode van ontvangst en uitsplitsing"
kpi = ["K8"]
method = "survival"
unsplit = { outcome = "Een verzoek dat nog open is, heeft geen uitkomst." }

[columns]
period_on = { label = "Ontvangen in", unit = "datum", meaning = "eerste dag van de periode van ontvangst" }
split_value = { label = "Uitsplitsing", unit = "code", meaning = "team, kanaal, werkwijze, huishouden of uitkomst; alle zonder uitsplitsing" }
requests = { label = "Verzoeken", unit = "verzoeken", meaning = "ontvangen verzoeken, open en afgerond (n)" }
decided = { label = "Waarvan besloten", unit = "verzoeken", meaning = "besloten op of voor de peildatum" }
median_days = { label = "Mediaan (dagen)", unit = "dagen", meaning = "dag waarop de helft is besloten", n = "requests" }
median_low_days = { label = "Mediaan, ondergrens", unit = "dagen", meaning = "ondergrens van het 95%-interval", n = "requests" }
median_high_days = { label = "Mediaan, bovengrens", unit = "dagen", meaning = "bovengrens van het 95%-interval; leeg als die nog niet is bereikt", n = "requests" }
p90_days = { label = "P90 (dagen)", unit = "dagen", meaning = "dag waarop negen van de tien zijn besloten; leeg als dat nog niet is bereikt", n = "requests" }
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
