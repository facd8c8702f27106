/*
title = "Groepen: elke combinatie van team, kanaal, werkwijze, huishouden en uitkomst, en hoe zij bij elke uitsplitsing heet"
grain = "één rij per uitsplitsing en groep"
*/
with combinations as (
    select distinct coalesce(team, 'niet toegewezen')::team as team, channel, is_fast_track, household, known_outcome as outcome,
    from staging.requests
    where left_out is null and duplicate_of is null
),
numbered as (
    select row_number() over (order by team, channel, is_fast_track, household, outcome)::integer as group_id, *
    from combinations
),
named as (
    select 'none' as split, 'alle' as split_value, * from numbered
    union all
    select 'team', team::varchar, * from numbered
    union all
    select 'channel', channel, * from numbered
    union all
    select 'fast_track', if(is_fast_track, 'ja', 'nee'), * from numbered
    union all
    select 'household', household, * from numbered
    union all
    -- an open request has none yet
    select 'outcome', coalesce(outcome, 'open'), * from numbered
)
select
    split,
    coalesce(split_value, 'onbekend') as split_value,
    group_id,
    team,
    channel,
    is_fast_track,
    household,
    outcome,
    coalesce(team::varchar in (select team from task_force_teams), false) as is_task_force,
from named
order by split, group_id
