/*
title = "Opgeschorte dagen per verzoek"
grain = "één rij per verzoek met ten minste één opschorting"
*/
select
    request_row,
    count(*) as periods,
    coalesce(sum(days) filter (has_effect), 0)::integer as suspended_days,
    sum(days_before_stop)::integer as suspended_before_stop_days,
from suspension_periods
group by request_row
