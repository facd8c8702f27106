/*
title = "Projecten wachten niet in een kring op elkaar"
severity = "warning"
extract = "iv_projects"
reason = "Dit project moet op zichzelf wachten, rechtstreeks of via andere projecten; zo kan geen van die projecten beginnen. Haal één afhankelijkheid uit de kring."
*/
with recursive reached as (
    select project, predecessor from iv_dependencies
    union
    select reached.project, iv_dependencies.predecessor
    from reached
    join iv_dependencies on iv_dependencies.project = reached.predecessor
)
select project
from reached
where project = predecessor
order by project
