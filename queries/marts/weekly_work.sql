/*
title = "Werk per week: wat binnenkwam en is afgerond, en wie er was"
grain = "één rij per week van ontvangst, week van afronding (leeg = open), soort verzoek en bureau; en één rij per week en soort team met de bezetting"
*/
with per_week as (
    -- counted before anything else is looked up: that is several times faster
    select
        date_trunc('week', received_on)::date as received_week_on,
        date_trunc('week', stopped_on)::date as stopped_week_on,
        team,
        is_fast_track,
        is_withdrawn,
        income_class,
        count(*) as requests,
    from requests
    group by all
),
first_week as (
    -- in a delivery without what was closed before a day, weeks count from the first that lies after it
    select coalesce(date_trunc('week', $closed_since::date + 6)::date, min(received_week_on)) as since_on from per_week
),
known as (
    select
        greatest(received_week_on, since_on) as week_on,
        stopped_week_on,
        coalesce(income_class in (select income_class from fast_track_incomes), false) as is_low_income,
        case
            when stopped_week_on is null then null
            when is_withdrawn then 'withdrawn'
            when is_fast_track then 'fast_track'
            when team::varchar in (select team from task_force_teams) then 'task_force'
            else 'regular'
        end as desk,
        requests,
    from per_week
    cross join first_week
    where stopped_week_on is null or stopped_week_on >= since_on
),
staff as (
    select
        week_on,
        if(team in (select team from task_force_teams), 'task_force', 'regular') as desk,
        if(bool_and(present_fte is not null), sum(present_fte), null) as fte,
    from capacity
    group by all
    union all
    -- who counted the regular teams only, had no task force
    select week_on, 'task_force', 0
    from capacity
    group by week_on
    having not bool_or(team in (select team from task_force_teams))
)
select
    week_on, stopped_week_on, desk, is_low_income, sum(requests)::integer as requests,
    null::double as fte_days,
from known
group by all
union all
select week_on, null, desk, null, 0, (fte * working_days)::double
from staff
join work_weeks using (week_on)
where fte is not null
order by all
