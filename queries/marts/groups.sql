/*
title = "Groepen: elke combinatie van team, kanaal en werkwijze (fijn: ook huishouden en uitkomst), en hoe zij bij elke uitsplitsing heet"
grain = "één rij per uitsplitsing en groep"
*/
with combinations as (
    select distinct coalesce(team, 'niet toegewezen')::team as team, channel, is_fast_track, household, known_outcome as outcome,
    from staging.requests
    where left_out is null and duplicate_of is null
),
-- household and outcome treble the rows of a mart, so only their own splits read the fine groups, numbered below zero
numbered as (
    select
        dense_rank() over (order by team, channel, is_fast_track)::integer as coarse_group_id,
        (-row_number() over (order by team, channel, is_fast_track, household, outcome))::integer as fine_group_id,
        *,
    from combinations
),
coarse as (
    select distinct coarse_group_id, null as fine_group_id, team, channel, is_fast_track, null as household, null as outcome
    from numbered
),
named as (
    select 'none' as split, 'alle' as split_value, * from coarse
    union all
    select 'team', team::varchar, * from coarse
    union all
    select 'channel', channel, * from coarse
    union all
    select 'fast_track', if(is_fast_track, 'ja', 'nee'), * from coarse
    union all
    select 'household', household, * from numbered
    union all
    -- an open request has none yet
    select 'outcome', coalesce(outcome, 'open'), * from numbered
)
select
    split,
    coalesce(split_value, 'onbekend') as split_value,
    coalesce(fine_group_id, coarse_group_id) as group_id,
    coarse_group_id,
    team,
    channel,
    is_fast_track,
    household,
    outcome,
    coalesce(team::varchar in (select team from task_force_teams), false) as is_task_force,
from named
order by split, group_id
