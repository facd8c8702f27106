/*
title = "Besluiten per dag: duur, opschorting en de uiterste datum die het behandelsysteem zelf vastlegde"
grain = "één rij per dag van besluit en groep, grof en fijn"
*/
with fine as (
    select
        stopped_on as day_on,
        coarse_group_id,
        fine_group_id,
        count(*) as decided,
        sum(gross_days) as gross_days,
        sum(net_days) as net_days,
        count(*) filter (net_days < gross_days) as suspended,
        count(recorded_due_on) as with_recorded_due,
        count(*) filter (stopped_on <= recorded_due_on) as within_recorded_due,
    from requests
    where is_decision
    group by all
),
coarse_and_fine as (
    select unnest([coarse_group_id, fine_group_id]) as group_id, * exclude (coarse_group_id, fine_group_id) from fine
)
select
    day_on,
    group_id,
    sum(decided)::integer as decided,
    sum(gross_days)::bigint as gross_days,
    sum(net_days)::bigint as net_days,
    sum(suspended)::integer as suspended,
    sum(with_recorded_due)::integer as with_recorded_due,
    sum(within_recorded_due)::integer as within_recorded_due,
from coarse_and_fine
group by day_on, group_id
order by group_id < 0, day_on
