/*
title = "Waar rekenmodellen van uitgaan: werk per week, en de weken van de kalender vanaf de eerste"
grain = "één rij per rij van weekly_work, en één rij per week met haar werkdagen en geplande bezetting"
*/
select
    week_on, stopped_week_on, desk, is_low_income, requests, fte_days, null as working_days,
    null as planned_regular_days, null as planned_task_force_days,
from weekly_work
union all
select week_on, null, null, null, 0, null, working_days, planned_regular_days, planned_task_force_days
from work_weeks
where week_on >= (select min(week_on) from weekly_work)
order by all
