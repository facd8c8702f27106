/*
title = "Bezetting per week en team"
grain = "één rij per week en team"
*/
select week_on, team, planned_fte, present_fte,
from staging.capacity
where left_out is null
order by week_on, team
