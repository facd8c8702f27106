/*
title = "Welk IV-project eerst moet"
grain = "één rij per project en project dat eerst klaar moet zijn"
*/
with named as (select distinct project, unnest(predecessors) as predecessor from iv_projects)
select named.project, named.predecessor,
from named
semi join iv_projects on iv_projects.project = named.predecessor
order by all
