/*
title = "Niets is gebeurd na de leverdatum"
severity = "critical"
extract = "requests"
reason = "Een datum ligt na de leverdatum, terwijl die gebeurtenis dan nog niet kan zijn vastgelegd. Herstel de datums of de leverdatum."
*/
select rowid + 1 as row_number
from staging.requests
where left_out is null
    and greatest(received_on, registered_on, decided_on, sent_on, withdrawn_on, reopened_on) > $delivered_on
order by row_number
