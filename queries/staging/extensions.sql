/*
title = "Verdagingen, één op één"
grain = "één rij per geleverde rij, in de volgorde van de levering"
*/
select request_id, sent_on, extended_until, left_out, is_damaged,
from typed_extensions
