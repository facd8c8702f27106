/*
title = "Gevraagde en toegekende IV-dagen, één op één"
grain = "één rij per geleverde rij, in de volgorde van de levering"
*/
select project, year, baseline, requested, allocated, reason, left_out, is_damaged,
from typed_iv_requests_allocations
