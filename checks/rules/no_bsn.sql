/*
title = "Geen burgerservicenummers"
severity = "critical"
extract = "requests"
reason = "Waarden in deze kolom doorstaan de elfproef en kunnen burgerservicenummers zijn. Pseudonimiseer de kolom vóór levering of stel VOORTGANG_PSEUDONYM_KEY in."
*/
with texts as (
    select 'verzoek_id' as kolom, request_id as delivered from staging.requests
    union all select 'team', team from staging.requests
    union all select 'dubbel_van', duplicate_of from staging.requests
    union all select 'opschortingen: verzoek_id', request_id from staging.suspensions
    union all select 'verdagingen: verzoek_id', request_id from staging.extensions
    union all select 'capaciteit: team', team from staging.capacity
    union all select 'IV-projecten: project', project from staging.iv_projects
    union all select 'IV-projecten: naam', name from staging.iv_projects
    union all select 'IV-projecten: keten', chain from staging.iv_projects
    union all select 'IV-capaciteit: bron', source from staging.iv_capacity
    -- no office has ten million places: only then a number can be a citizen's, and the decimals of a real one cannot pass
    union all select 'capaciteit: fte_gepland', planned_fte::bigint::varchar from staging.capacity where planned_fte >= 1e7
    union all select 'capaciteit: fte_aanwezig', present_fte::bigint::varchar from staging.capacity where present_fte >= 1e7
)
select kolom
from texts
where delivered is not null
group by kolom
having count_if(is_bsn_like(delivered)) > greatest(1, $bsn_share * count(*))
order by kolom
