/*
title = "Verzoeken geteld per dag van ontvangst en dag van afronding"
grain = "één rij per dag van ontvangst, dag van afronding en groep"
*/
select
    received_on,
    stopped_on,
    group_id,
    is_decision,
    is_within_norm,
    is_within_legal_term,
    gross_days::smallint as gross_days,
    count(*)::integer as requests,
from requests
group by all
order by stopped_on, received_on
