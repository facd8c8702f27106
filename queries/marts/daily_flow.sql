/*
title = "In- en uitstroom per dag, en wanneer de voorraad over een termijn groeit of krimpt"
grain = "één rij per dag en groep waarop iets gebeurde"
*/
with past_legal_term as (
    select legal_due_on + 1 as day_on, coarse_group_id, fine_group_id, count(*) as requests
    from requests
    where is_within_legal_term is not true and legal_due_on is not null
    group by all
),
events as (
    select
        received_on as day_on, group_id,
        requests as received, 0 as decided, 0 as within_norm, 0 as within_legal_term, 0 as withdrawn,
        0 as past_norm, 0 as past_legal_term,
    from request_days
    union all
    select
        stopped_on, group_id,
        0, if(is_decision, requests, 0), if(is_decision and is_within_norm, requests, 0),
        if(is_decision and is_within_legal_term, requests, 0), if(is_decision, 0, requests),
        if(is_within_norm, 0, -requests), if(coalesce(is_within_legal_term, true), 0, -requests),
    from request_days
    where stopped_on is not null
    union all
    -- the first day past the norm, for those not yet closed by then
    select received_on + norms.value + 1, group_id, 0, 0, 0, 0, 0, requests, 0
    from request_days
    cross join norms
    where norms.norm = 'decision_term_days' and is_within_norm is not true
    union all
    select day_on, unnest([coarse_group_id, fine_group_id]), 0, 0, 0, 0, 0, 0, requests
    from past_legal_term
)
select
    day_on,
    group_id,
    sum(received)::integer as received,
    sum(decided)::integer as decided,
    sum(within_norm)::integer as decided_within_norm,
    sum(within_legal_term)::integer as decided_within_legal_term,
    sum(withdrawn)::integer as withdrawn,
    sum(past_norm)::integer as past_norm_change,
    sum(past_legal_term)::integer as past_legal_term_change,
from events
group by day_on, group_id
order by group_id < 0, day_on
