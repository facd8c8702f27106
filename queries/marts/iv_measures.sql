/*
title = "Welke maatregelen een IV-project uitvoert of ontgrendelt"
grain = "één rij per project, VM-nummer en soort koppeling"
*/
with linked as (
    select project, unnest(measure_numbers) as measure_number, 'executes' as link from iv_projects
    union
    select project, unnest(unlocked_numbers), 'unlocks' from iv_projects
)
select project, measure_number, link,
from linked
semi join measure_numbers using (measure_number)
order by all
