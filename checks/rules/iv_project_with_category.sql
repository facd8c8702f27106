/*
title = "Een project heeft een categorie en een plaats in het toetsingskader"
severity = "warning"
extract = "iv_projects"
reason = "De categorie ontbreekt (alleen bij de hersteloperatie mag dat), of bij werk dat geen instandhouding is de grond. Het project telt daar als 'onbekend'. Vul ze in."
*/
select rowid + 1 as row_number
from staging.iv_projects
where left_out is null
    and (
        (category is null and not coalesce(is_recovery, false))
        or (ground is null and category is distinct from 'instandhouding')
    )
order by row_number
