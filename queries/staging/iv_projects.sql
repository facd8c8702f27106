/*
title = "IV-projecten, één op één"
grain = "één rij per geleverde rij, in de volgorde van de levering"
*/
select
    project,
    name,
    category,
    ground,
    chain,
    organisation,
    is_mandatory,
    is_recovery,
    measures,
    unlocks,
    depends_on,
    is_scalable,
    min_days,
    max_days,
    citizens_score,
    businesses_score,
    continuity_score,
    scored_by,
    scored_on,
    -- what is no number becomes null here, and is found by a rule
    list_transform(string_split(measures, '|'), lambda part: try_cast(trim(part) as integer)) as measure_numbers,
    list_transform(string_split(unlocks, '|'), lambda part: try_cast(trim(part) as integer)) as unlocked_numbers,
    list_transform(string_split(depends_on, '|'), lambda part: trim(part)) as predecessors,
    left_out,
    is_damaged,
from typed_iv_projects
