/*
title = "Een intrekdatum hoort bij een ingetrokken verzoek"
severity = "warning"
extract = "requests"
reason = "Er is een intrekdatum, maar de uitkomst is een andere of ontbreekt; de intrekdatum telt niet mee."
*/
select rowid + 1 as row_number
from staging.requests
where left_out is null
    and duplicate_of is null
    and withdrawn_on is not null
    and outcome is distinct from 'ingetrokken'
    and reopened_on is null
order by row_number
