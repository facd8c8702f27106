/*
title = "Hoe elk IV-project bij elke uitsplitsing heet"
grain = "één rij per uitsplitsing en project"
*/
select 'project' as iv_split, project as part, name, project from iv_projects
union all
select 'category', category, null, project from iv_projects
union all
select 'ground', ground, null, project from iv_projects
union all
select 'organisation', organisation, null, project from iv_projects
union all
select 'chain', chain, null, project from iv_projects
order by all
