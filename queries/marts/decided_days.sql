/*
title = "Besluiten per dag: duur, opschorting en de uiterste datum die het behandelsysteem zelf vastlegde"
grain = "één rij per dag van besluit en groep"
*/
select
    stopped_on as day_on,
    group_id,
    count(*)::integer as decided,
    sum(gross_days)::bigint as gross_days,
    sum(net_days)::bigint as net_days,
    count(*) filter (net_days < gross_days)::integer as suspended,
    count(recorded_due_on)::integer as with_recorded_due,
    count(*) filter (stopped_on <= recorded_due_on)::integer as within_recorded_due,
from requests
where is_decision
group by all
order by day_on
