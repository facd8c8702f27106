/*
title = "Kenmerken en namen bevatten geen onzichtbare tekens"
severity = "critical"
extract = "requests"
reason = "Hier staat een tab of regeleinde in een kenmerk of naam; daardoor lijken gelijke waarden verschillend. Verwijder die tekens."
*/
with texts as (
    select 'verzoek_id' as kolom, request_id as delivered, rowid + 1 as row_number from staging.requests
    union all select 'team', team, rowid + 1 from staging.requests
    union all select 'dubbel_van', duplicate_of, rowid + 1 from staging.requests
    union all select 'opschortingen: verzoek_id', request_id, rowid + 1 from staging.suspensions
    union all select 'verdagingen: verzoek_id', request_id, rowid + 1 from staging.extensions
    union all select 'capaciteit: team', team, rowid + 1 from staging.capacity
    union all select 'IV-capaciteit: keten', chain, rowid + 1 from staging.iv_capacity
    union all select 'IV-projecten: project', project, rowid + 1 from staging.iv_projects
    union all select 'IV-projecten: naam', name, rowid + 1 from staging.iv_projects
    union all select 'IV-projecten: keten', chain, rowid + 1 from staging.iv_projects
)
select kolom, row_number
from texts
where contains(delivered, chr(9)) or contains(delivered, chr(10)) or contains(delivered, chr(13))
order by kolom, row_number
