/*
title = "Bij welke periode een dag hoort"
grain = "één rij per soort periode en dag"
*/
with kinds as (
    select 'day' as period, day_on, day_on as period_on from calendar
    union all
    select 'week', day_on, date_trunc('week', day_on)::date from calendar
    union all
    select 'month', day_on, date_trunc('month', day_on)::date from calendar
    union all
    select 'all', day_on, (select min(day_on) from calendar) from calendar
)
select
    period,
    day_on,
    period_on,
    max(day_on) over (partition by period, period_on) as until_on,
from kinds
order by period, day_on
