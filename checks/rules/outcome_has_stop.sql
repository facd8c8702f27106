/*
title = "Een uitkomst heeft een datum waarop de klok stopte"
severity = "warning"
extract = "requests"
reason = "Er is een uitkomst maar geen verzend- of intrekdatum; het verzoek telt als open, want de burger heeft nog geen antwoord."
*/
select rowid + 1 as row_number
from staging.requests
where left_out is null and duplicate_of is null and outcome is not null and stopped_on is null and reopened_on is null
order by row_number
