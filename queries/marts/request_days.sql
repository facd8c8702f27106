/*
title = "Verzoeken geteld per dag van ontvangst en dag van afronding"
grain = "één rij per dag van ontvangst, dag van afronding en groep, grof en fijn"
*/
with fine as (
    select
        received_on, stopped_on, coarse_group_id, fine_group_id, is_decision, is_within_norm, is_within_legal_term,
        gross_days::smallint as gross_days, count(*)::integer as requests,
    from requests
    group by all
),
coarse_and_fine as (
    select * exclude (fine_group_id, requests), null as fine_group_id, sum(requests)::integer as requests
    from fine
    group by all
    union all by name
    from fine
)
select
    received_on,
    stopped_on,
    coalesce(fine_group_id, coarse_group_id) as group_id,
    is_decision,
    is_within_norm,
    is_within_legal_term,
    gross_days,
    requests,
from coarse_and_fine
order by fine_group_id is not null, stopped_on, received_on
