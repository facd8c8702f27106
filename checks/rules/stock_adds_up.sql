/*
title = "Werkvoorraad sluit: eind = begin + instroom − uitstroom"
severity = "critical"
extract = "requests"
reason = "De werkvoorraad volgens de afzonderlijke verzoeken wijkt af van de optelsom van in- en uitstroom. Dit is een fout in de verwerking; meld het."
*/
with mondays as (
    select day_on from calendar
    where isodow(day_on) = 1 and day_on between (select min(received_on) from requests) and $delivered_on
),
counted as (
    select
        mondays.day_on,
        sum(request_days.requests) as counted,
    from mondays
    join request_days
        on request_days.received_on <= mondays.day_on
        and request_days.group_id > 0  -- the fine groups hold the same requests once more
        and coalesce(request_days.stopped_on, date '9999-12-31') > mondays.day_on
    group by mondays.day_on
),
added as (
    select mondays.day_on, (
        select sum(received - decided - withdrawn) from daily_flow where group_id > 0 and daily_flow.day_on <= mondays.day_on
    ) as added
    from mondays
)
select day_on
from added
left join counted using (day_on)
where (added <> coalesce(counted, 0) or added is null)
    -- dates in the wrong order are the delivery's fault and have a promise of their own
    and not exists (select 1 from request_days where stopped_on < received_on)
order by day_on
