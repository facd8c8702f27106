/*
title = "IV-capaciteit, één op één"
grain = "één rij per geleverde rij, in de volgorde van de levering"
*/
select year, chain, baseline, days, set_on, set_by, source, left_out, is_damaged,
from typed_iv_capacity
