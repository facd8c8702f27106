/*
title = "Hoe oud was wat elk afrondde?"
definition = "Afgeronde verzoeken naar hun leeftijd op de dag van afronding (weken sinds ontvangst) en naar wie ze afrondde. Wie oude verzoeken krijgt, rondt oude verzoeken af: een hogere leeftijd is geen langzamer werk. Een besluit volgens de versnelde regel telt alleen daar."
grain = "één rij per leeftijdsklasse"
margin = ["band_order", "band"]

[columns]
band_order = { label = "Volgorde", unit = "volgorde", meaning = "volgorde van de klasse" }
band = { label = "Leeftijd", unit = "tekst", meaning = "leeftijdsklasse in weken; de bovengrens hoort erbij" }
regular = { label = "Regulier", unit = "verzoeken", meaning = "besloten door de reguliere teams, zonder de versnelde regel" }
task_force = { label = "Taskforce", unit = "verzoeken", meaning = "besloten door de taskforce, zonder de versnelde regel; leeg als er in de hele periode geen waren" }
fast_track = { label = "Versneld", unit = "verzoeken", meaning = "besloten volgens de versnelde regel; leeg als er in de hele periode geen waren" }
withdrawn = { label = "Ingetrokken", unit = "verzoeken", meaning = "ingetrokken" }
*/
with chosen_groups as (
    select group_id, coalesce(is_fast_track, false) as is_fast_track, is_task_force
    from groups
    where split = 'none'
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
bands(band_order, band, above_weeks, until_weeks) as (
    values (1, '0-4 weken', -1, 4), (2, '4-8 weken', 4, 8), (3, '8-11 weken', 8, 11), (4, '11-12 weken', 11, 12),
        (5, '12-16 weken', 12, 16), (6, 'meer dan 16 weken', 16, null)
),
closed_in_period as (
    select gross_days, is_decision, is_fast_track, is_task_force, sum(requests) as requests
    from request_days
    join chosen_groups using (group_id)
    where stopped_on between $since and least($until, $as_of)
    group by all
),
banded as (
    select
        band_order,
        band,
        coalesce(sum(requests) filter (is_decision and not is_fast_track and not is_task_force), 0)::bigint as regular,
        coalesce(sum(requests) filter (is_decision and not is_fast_track and is_task_force), 0)::bigint as task_force,
        coalesce(sum(requests) filter (is_decision and is_fast_track), 0)::bigint as fast_track,
        coalesce(sum(requests) filter (not is_decision), 0)::bigint as withdrawn,
    from bands
    left join closed_in_period
        on gross_days > 7 * above_weeks and (until_weeks is null or gross_days <= 7 * until_weeks)
    group by all
)
select
    band_order,
    band,
    regular,
    -- a desk that closed nothing at all was not there: that is no small count
    if(sum(task_force) over () > 0, task_force, null) as task_force,
    if(sum(fast_track) over () > 0, fast_track, null) as fast_track,
    withdrawn,
from banded
order by band_order
