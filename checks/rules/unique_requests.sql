/*
title = "Elk verzoek komt één keer voor"
severity = "critical"
extract = "requests"
reason = "Hetzelfde kenmerk staat meer dan eens in de levering; dan telt een verzoek dubbel. Lever elk verzoek één keer."
*/
with repeated as (
    -- hashes group far faster than texts; the join below settles the rare collision
    select hash(request_id) as id_hash from staging.requests where left_out is null group by all having count(*) > 1
),
suspects as (
    select requests.rowid + 1 as row_number, requests.request_id
    from staging.requests
    semi join repeated on repeated.id_hash = hash(requests.request_id)
    where requests.left_out is null
)
select row_number
from suspects
qualify count(*) over (partition by request_id) > 1
order by row_number
