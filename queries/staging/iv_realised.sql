/*
title = "Gerealiseerde IV-dagen, één op één"
grain = "één rij per geleverde rij, in de volgorde van de levering"
*/
select project, date_trunc('month', month_on)::date as month_on, days, left_out, is_damaged,
from typed_iv_realised
