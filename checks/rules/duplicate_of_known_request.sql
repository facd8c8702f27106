/*
title = "Een dubbele registratie verwijst naar een ander verzoek dat wel meetelt"
severity = "warning"
extract = "requests"
reason = "Het verzoek waarnaar deze dubbele registratie verwijst staat niet in de levering of telt zelf niet mee; geen van beide wordt geteld."
*/
select duplicates.rowid + 1 as row_number
from staging.requests as duplicates
left join staging.requests as originals
    on originals.request_id = duplicates.duplicate_of
    and originals.request_id <> duplicates.request_id
    and originals.left_out is null
    and originals.duplicate_of is null
where duplicates.left_out is null and duplicates.duplicate_of is not null and originals.request_id is null
order by row_number
