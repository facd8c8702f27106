/*
title = "Verdagingsbrieven, zoals geleverd"
grain = "één rij per brief bij een verzoek dat meetelt"
*/
select request_id, extensions.sent_on, extensions.extended_until
from staging.extensions
join requests using (request_id)
where left_out is null
order by request_id, extensions.sent_on
