/*
title = "Een project noemt VM-nummers die bestaan"
severity = "warning"
extract = "iv_projects"
reason = "Hier staat een VM-nummer dat niet in de bijlage voorkomt, of iets dat geen nummer is; die koppeling telt niet mee. Schrijf nummers met | ertussen, zoals 1|15."
*/
with named as (
    select 'maatregelen' as kolom, unnest(measure_numbers) as measure_number, rowid + 1 as row_number
    from staging.iv_projects
    where left_out is null
    union all
    select 'ontgrendelt', unnest(unlocked_numbers), rowid + 1 from staging.iv_projects where left_out is null
)
select distinct kolom, row_number
from named
where measure_number is null or measure_number not in (select measure_number from measure_numbers)
order by kolom, row_number
