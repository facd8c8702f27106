/*
title = "Een afgerond verzoek heeft een uitkomst"
severity = "warning"
extract = "requests"
reason = "Er is een verzenddatum maar geen uitkomst; het verzoek telt als besloten, uitkomst onbekend."
*/
select rowid + 1 as row_number
from staging.requests
where left_out is null and duplicate_of is null and stopped_on is not null and outcome is null
order by row_number
