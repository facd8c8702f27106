/*
title = "Verzoeken die na acht weken nog open waren, en wanneer hun verdagingsbrief is verzonden"
grain = "één rij per laatste dag van de norm, dag van de brief en groep; zonder brief die op tijd was is de dag leeg"
*/
select norm_due_on as day_on, extended_on, group_id, count(*)::integer as requests
from requests
where is_within_norm is not true
group by all
order by day_on
