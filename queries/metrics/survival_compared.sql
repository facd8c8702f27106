/*
title = "Verschillen de groepen? Log-ranktoets"
definition = "Vergelijkt per tweetal groepen hoe snel verzoeken worden besloten, open verzoeken meegerekend tot de peildatum. De p-waarde is de kans op een minstens zo groot verschil als de groepen in werkelijkheid gelijk zijn; onder 0,05 heet dat hier aantoonbaar. Bij veel tweetallen is er licht één toevallig aantoonbaar. Een verschil zegt niet waardoor het komt."
grain = "één rij per tweetal groepen van de uitsplitsing"
kpi = ["K8"]
method = "survival_compared"
unsplit = { outcome = "Een verzoek dat nog open is, heeft geen uitkomst." }
adds_up = false

[columns]
split_value = { label = "Groep", unit = "code", meaning = "eerste groep" }
other_value = { label = "Vergeleken met", unit = "code", meaning = "tweede groep" }
requests = { label = "Verzoeken", unit = "verzoeken", meaning = "ontvangen verzoeken in de eerste groep" }
other_requests = { label = "Verzoeken (tweede groep)", unit = "verzoeken", meaning = "ontvangen verzoeken in de tweede groep" }
statistic = { label = "Chi-kwadraat", unit = "toetsgrootheid", meaning = "met één vrijheidsgraad", n = "requests" }
p_value = { label = "p-waarde", unit = "p-waarde", meaning = "kans op een minstens zo groot verschil door toeval", n = "requests" }
is_different = { label = "Aantoonbaar verschil", unit = "ja/nee", meaning = "p-waarde onder 0,05" }
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
select split_value, days, is_event, sum(requests)::bigint as requests,
from followed
group by all
order by split_value, days, is_event
