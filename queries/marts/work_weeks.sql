/*
title = "Weken van maandag tot en met zondag: hoeveel werkdagen, en welke bezetting is gepland"
grain = "één rij per hele week van de kalender"
*/
with weeks as (
    select date_trunc('week', day_on)::date as week_on, count(*) filter (is_office_day)::integer as working_days
    from calendar
    group by all
    having count(*) = 7
),
planned as (
    select
        week_on,
        sum(planned_fte) filter (team not in (select team from task_force_teams)) as regular_fte,
        coalesce(sum(planned_fte) filter (team in (select team from task_force_teams)), 0) as task_force_fte,
    from capacity
    group by week_on
)
select
    week_on,
    working_days,
    (regular_fte * working_days)::double as planned_regular_days,
    (task_force_fte * working_days)::double as planned_task_force_days,
from weeks
left join planned using (week_on)
order by week_on
