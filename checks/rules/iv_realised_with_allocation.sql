/*
title = "Gewerkte dagen horen bij een jaar waarin dagen zijn toegekend"
severity = "warning"
extract = "iv_realised"
reason = "In dit jaar is gewerkt aan een project dat in geen enkele stand dagen kreeg. De dagen tellen mee; controleer het project of de toekenning."
*/
select rowid + 1 as row_number
from staging.iv_realised as worked
where left_out is null
    and days > 0
    and not exists (
        select 1 from iv_allocations as given
        where given.project = worked.project and given.year = year(worked.month_on) and given.allocated > 0
    )
order by row_number
