/*
title = "Verzoeken om aanvulling, zoals geleverd"
grain = "één rij per brief bij een verzoek dat meetelt"
*/
select request_id, ground, suspensions.sent_on, term_until, supplemented_on, is_usable
from staging.suspensions
join requests using (request_id)
where left_out is null
order by request_id, suspensions.sent_on
