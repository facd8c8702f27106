/*
title = "Rekening van de werkvoorraad"
definition = "Waardoor de werkvoorraad in de periode veranderde, precies: voorraad aan het begin, plus ontvangen, min wat de reguliere teams, de taskforce en de versnelde regel besloten, min ingetrokken, is de voorraad aan het eind. Een besluit volgens de versnelde regel telt alleen daar. Dit is geteld: het zegt niet hoe groot de voorraad zonder taskforce of regel zou zijn."
grain = "één rij"
sums = [["backlog_start", "received", "regular", "task_force", "fast_track", "withdrawn", "backlog_end"]]

[columns]
backlog_start = { label = "Voorraad begin", unit = "verzoeken", meaning = "open aan het begin van de periode; leeg als er toen nog niets was ontvangen" }
received = { label = "Instroom", unit = "verzoeken", meaning = "ontvangen in de periode" }
regular = { label = "Regulier", unit = "verzoeken", meaning = "besloten door de reguliere teams, zonder de versnelde regel" }
task_force = { label = "Taskforce", unit = "verzoeken", meaning = "besloten door de taskforce, zonder de versnelde regel; leeg als er geen waren" }
fast_track = { label = "Versneld", unit = "verzoeken", meaning = "besloten volgens de versnelde regel; leeg als er geen waren" }
withdrawn = { label = "Ingetrokken", unit = "verzoeken", meaning = "ingetrokken in de periode" }
backlog_end = { label = "Voorraad eind", unit = "verzoeken", meaning = "open aan het eind van de periode" }
*/
with chosen_groups as (
    select group_id, coalesce(is_fast_track, false) as is_fast_track, is_task_force
    from groups
    where split = 'none'
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
changes as (
    select
        *,
        received - decided - withdrawn as backlog_change,
        day_on >= $since as is_within,
    from daily_flow
    join chosen_groups using (group_id)
    where day_on <= least($until, $as_of)
)
select
    sum(backlog_change) filter (not is_within)::bigint as backlog_start,
    coalesce(sum(received) filter (is_within), 0)::bigint as received,
    coalesce(sum(decided) filter (is_within and not is_fast_track and not is_task_force), 0)::bigint as regular,
    -- nothing closed by a desk says something about staff, not about a person: no small count
    nullif(sum(decided) filter (is_within and not is_fast_track and is_task_force), 0)::bigint as task_force,
    nullif(sum(decided) filter (is_within and is_fast_track), 0)::bigint as fast_track,
    coalesce(sum(withdrawn) filter (is_within), 0)::bigint as withdrawn,
    coalesce(sum(backlog_change), 0)::bigint as backlog_end,
from changes
having count(*) > 0 and $since <= least($until, $as_of)
