/*
title = "Een dubbele registratie verwijst naar een ander geleverd verzoek"
severity = "warning"
extract = "requests"
reason = "Het verzoek waarnaar deze dubbele registratie verwijst staat niet in de levering; de rij telt niet mee."
*/
select duplicates.rowid + 1 as row_number
from staging.requests as duplicates
left join staging.requests as originals
    on originals.request_id = duplicates.duplicate_of and originals.request_id <> duplicates.request_id
where duplicates.left_out is null and duplicates.duplicate_of is not null and originals.request_id is null
order by row_number
