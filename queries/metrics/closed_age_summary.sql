/*
title = "Leeftijd van wat elk afrondde, samengevat"
definition = "Aantal afgeronde verzoeken in de periode per wie ze afrondde, met de mediaan en de P90 van hun leeftijd op de dag van afronding (dagen sinds ontvangst). Mediaan en P90 volgens de dichtstbijzijnde rang. Een besluit volgens de versnelde regel telt alleen daar."
grain = "één rij per wie afrondde"
margin = ["desk"]

[columns]
desk = { label = "Afgerond door", unit = "code", meaning = "reguliere teams, taskforce, versnelde regel of intrekking door de aanvrager" }
closed = { label = "Afgerond", unit = "verzoeken", meaning = "afgeronde verzoeken (n)" }
median_days = { label = "Mediaan leeftijd (dagen)", unit = "dagen", meaning = "de helft van de verzoeken was bij afronding zo oud of jonger", n = "closed" }
p90_days = { label = "P90 leeftijd (dagen)", unit = "dagen", meaning = "negen van de tien verzoeken waren bij afronding zo oud of jonger", n = "closed" }
*/
with chosen_groups as (
    select group_id, coalesce(is_fast_track, false) as is_fast_track, is_task_force
    from groups
    where split = 'none'
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
closed_in_period as (
    select
        case
            when not is_decision then 'withdrawn'
            when is_fast_track then 'fast_track'
            when is_task_force then 'task_force'
            else 'regular'
        end as desk,
        gross_days,
        sum(requests) as requests,
    from request_days
    join chosen_groups using (group_id)
    where stopped_on between $since and least($until, $as_of)
    group by all
),
ranked as (
    select
        *,
        sum(requests) over (partition by desk order by gross_days) as at_most,
        sum(requests) over (partition by desk) as closed,
    from closed_in_period
)
select
    desk,
    closed::bigint as closed,
    -- nearest rank: the smallest age that at least this share of the requests does not exceed
    min(gross_days) filter (at_most * 100 >= closed * 50)::integer as median_days,
    min(gross_days) filter (at_most * 100 >= closed * 90)::integer as p90_days,
from ranked
group by desk, closed
order by array_position(['regular', 'task_force', 'fast_track', 'withdrawn'], desk)
