/*
title = "Definitiekaart: op tijd volgens elke regel"
definition = "Dezelfde periode volgens elke regel voor 'op tijd': op uitstroom tegen de norm van acht weken (K1) of de wettelijke termijn (K2), op uitstroom tegen de uiterste datum die het behandelsysteem zelf vastlegde, en op instroom (K3, alleen rijpe cohorten). Noem bij een percentage altijd de regel."
grain = "één rij per regel"
adds_up = false

[columns]
rule_order = { label = "Volgorde", unit = "volgorde", meaning = "volgorde van de regel" }
rule = { label = "Regel", unit = "code", meaning = "waartegen en over welke verzoeken 'op tijd' is gemeten" }
in_time = { label = "Op tijd", unit = "verzoeken", meaning = "volgens deze regel op tijd (teller)" }
counted = { label = "Meegeteld", unit = "verzoeken", meaning = "waarover de regel gaat (noemer)" }
left_out = { label = "Niet meegeteld", unit = "verzoeken", meaning = "in de periode, maar buiten deze regel" }
exclusion = { label = "Wat niet meetelt", unit = "code", meaning = "waarom die verzoeken buiten de regel vallen" }

[shares]
share_in_time = { label = "Aandeel op tijd", numerator = "in_time", denominator = "counted" }
*/
with chosen_groups as (
    select group_id
    from groups
    where split = 'none'
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
norm as (select value as days from norms where norm = 'decision_term_days'),
outflow as (
    select
        coalesce(sum(decided), 0) as decided,
        coalesce(sum(decided_within_norm), 0) as within_norm,
        coalesce(sum(decided_within_legal_term), 0) as within_legal,
        coalesce(sum(withdrawn), 0) as withdrawn,
    from daily_flow
    join chosen_groups using (group_id)
    where day_on between $since and least($until, $as_of)
),
recorded as (
    select
        coalesce(sum(within_recorded_due), 0) as in_time,
        coalesce(sum(with_recorded_due), 0) as counted,
        coalesce(sum(decided - with_recorded_due), 0) as without,
    from decided_days
    join chosen_groups using (group_id)
    where day_on between $since and least($until, $as_of)
),
cohort as (
    select
        coalesce(sum(requests) filter (is_counted and is_within_norm and is_decision), 0) as in_time,
        coalesce(sum(requests) filter (is_counted), 0) as counted,
        coalesce(sum(requests) filter (not is_counted), 0) as left_out,
    from (
        select
            *,
            received_on <= $as_of - (select days from norm)
                and received_on >= (select coalesce(closed_since, $since) from builds)
                and not coalesce(is_within_norm and not is_decision, false) as is_counted,
        from request_days
        join chosen_groups using (group_id)
        where received_on between $since and least($until, $as_of)
    )
),
rules as (
    select 1 as rule_order, 'outflow_norm' as rule, within_norm as in_time, decided as counted, withdrawn as left_out, 'withdrawn' as exclusion
    from outflow
    union all
    select 2, 'outflow_legal', within_legal, decided, withdrawn, 'withdrawn' from outflow
    union all
    select 3, 'outflow_recorded', in_time, counted, without + withdrawn, 'withdrawn_or_unrecorded' from recorded, outflow
    union all
    select 4, 'cohort_norm', in_time, counted, left_out, 'withdrawn_or_unripe' from cohort
)
select
    rule_order,
    rule,
    in_time::bigint as in_time,
    counted::bigint as counted,
    left_out::bigint as left_out,
    exclusion,
from rules
order by rule_order
