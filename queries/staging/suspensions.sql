/*
title = "Opschortingen, één op één"
grain = "één rij per geleverde rij, in de volgorde van de levering"
*/
select
    request_id,
    ground,
    sent_on,
    term_until,
    supplemented_on,
    -- Awb 4:15(1)a: without ground, date or term nothing is suspended; nor by an answer given before the question
    coalesce(
        ground is not null and sent_on <= term_until and (supplemented_on is null or supplemented_on >= sent_on),
        false
    ) as is_usable,
    left_out,
    is_damaged,
from typed_suspensions
