/*
title = "Wegwerktijd"
definition = "Werkvoorraad op de peildatum gedeeld door de gemiddelde uitstroom per week (besloten en ingetrokken) van de laatste vier volle weken. Zonder taskforce telt de uitstroom van het team van tijdelijke uitzendkrachten niet mee: dat is geen voorspelling van wat er zonder hen zou gebeuren."
grain = "één rij per uitsplitsing"
kpi = ["K10"]
margin = ["split_value"]
sums = [["outflow", "task_force_outflow", "other_outflow"]]
unsplit = { outcome = "Een verzoek dat nog open is, heeft geen uitkomst." }

[columns]
split_value = { label = "Uitsplitsing", unit = "code", meaning = "team, kanaal, werkwijze, huishouden of uitkomst; alle zonder uitsplitsing" }
backlog = { label = "Werkvoorraad", unit = "verzoeken", meaning = "open verzoeken op de peildatum" }
outflow = { label = "Uitstroom, vier weken", unit = "verzoeken", meaning = "afgerond in de laatste vier volle weken (maandag tot en met zondag) voor de peildatum" }
task_force_outflow = { label = "Waarvan taskforce", unit = "verzoeken", meaning = "afgerond door de taskforce; leeg als die er niet was" }
other_outflow = { label = "Waarvan andere teams", unit = "verzoeken", meaning = "afgerond door andere teams" }
clearance_weeks = { label = "Wegwerktijd (weken)", unit = "weken", meaning = "werkvoorraad gedeeld door de uitstroom per week", n = "outflow" }
clearance_weeks_other = { label = "Zonder taskforce (weken)", unit = "weken", meaning = "werkvoorraad gedeeld door de uitstroom per week van de andere teams", n = "other_outflow" }
*/
with chosen_groups as (
    select group_id, split_value, is_task_force
    from groups
    where split = $split
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
full_weeks as (select ($as_of - isodow($as_of)::integer % 7)::date as last_sunday_on),
counted as (
    select
        split_value,
        sum(received - decided - withdrawn) as backlog,
        sum(decided + withdrawn) filter (is_recent) as outflow,
        sum(decided + withdrawn) filter (is_recent and is_task_force) as task_force_outflow,
    from (
        select *, day_on between last_sunday_on - 27 and last_sunday_on as is_recent
        from daily_flow
        cross join full_weeks
        where day_on <= $as_of
    )
    join chosen_groups using (group_id)
    group by split_value
)
select
    split_value,
    backlog::bigint as backlog,
    coalesce(outflow, 0)::bigint as outflow,
    -- nothing closed by the task force says something about staff, not about a person: no small count
    nullif(task_force_outflow, 0)::bigint as task_force_outflow,
    (coalesce(outflow, 0) - coalesce(task_force_outflow, 0))::bigint as other_outflow,
    backlog * 4 / nullif(outflow, 0) as clearance_weeks,
    backlog * 4 / nullif(outflow - coalesce(task_force_outflow, 0), 0) as clearance_weeks_other,
from counted
order by split_value
