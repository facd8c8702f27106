/*
title = "Verzoeken geteld per uiterste dag"
grain = "één rij per dag van ontvangst, wettelijke uiterste dag, dag van afronding en groep"
*/
select
    received_on,
    norm_due_on,
    legal_due_on,
    stopped_on,
    coarse_group_id as group_id,
    count(*)::integer as requests,
from requests
group by all
-- what is still open, or was until lately, stands together
order by stopped_on desc nulls first
