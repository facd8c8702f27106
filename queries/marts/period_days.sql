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
    select 'tertaal', day_on, make_date(year(day_on), 4 * ((month(day_on) - 1) // 4) + 1, 1) from calendar
    union all
    select 'letter', day_on, coalesce(max(begins_on) over (order by day_on rows unbounded preceding), min(day_on) over ())
    from calendar
    left join letter_periods on letter_periods.begins_on = calendar.day_on
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
