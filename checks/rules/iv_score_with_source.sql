/*
title = "Van een score is bekend wie haar gaf en wanneer"
severity = "warning"
extract = "iv_projects"
reason = "Er is een score zonder het overleg dat haar gaf of zonder dag; dan is niet na te gaan waar zij vandaan komt. Vul beide in."
*/
select rowid + 1 as row_number
from staging.iv_projects
where left_out is null
    and coalesce(citizens_score, businesses_score, continuity_score) is not null
    and (scored_by is null or scored_on is null)
order by row_number
