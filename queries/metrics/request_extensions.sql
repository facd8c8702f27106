/*
title = "Verdagingsbrieven bij dit verzoek"
definition = "Elke brief waarin een latere datum is genoemd (Awb 4:14 lid 3), zoals geleverd."
grain = "één rij per brief"
role = "analist"

[columns]
sent_on = { label = "Verzonden", unit = "datum", meaning = "dag waarop de brief is verzonden" }
extended_until = { label = "Nieuwe datum", unit = "datum", meaning = "datum die de brief noemt" }
*/
select sent_on, extended_until
from extension_letters
where request_id = $request_id
order by sent_on, extended_until
