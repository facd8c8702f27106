/*
title = "Capaciteit, één op één"
grain = "één rij per geleverde rij, in de volgorde van de levering"
*/
select week_on, team, planned_fte, present_fte, left_out, is_damaged,
from typed_capacity
