/*
title = "Verzoeken die na acht weken nog open waren, en wanneer hun verdagingsbrief is verzonden"
grain = "één rij per laatste dag van de norm, dag van de brief en groep, grof en fijn; zonder brief die op tijd was is de dag leeg"
*/
with fine as (
    select norm_due_on as day_on, extended_on, coarse_group_id, fine_group_id, count(*) as requests
    from requests
    where is_within_norm is not true
    group by all
),
coarse_and_fine as (
    select day_on, extended_on, unnest([coarse_group_id, fine_group_id]) as group_id, requests from fine
)
select day_on, extended_on, group_id, sum(requests)::integer as requests
from coarse_and_fine
group by day_on, extended_on, group_id
order by group_id < 0, day_on
