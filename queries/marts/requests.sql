/*
title = "Verzoeken die meetellen"
grain = "één rij per verzoek; dubbele registraties en met reden weggelaten rijen tellen niet mee"
*/
with counted as (
    select rowid as request_row, * from staging.requests where left_out is null and duplicate_of is null
),
with_terms as (
    select
        counted.*,
        coalesce(suspended_terms.suspended_days, 0) as suspended_days,
        coalesce(suspended_terms.suspended_before_stop_days, 0) as suspended_before_stop_days,
        extended_terms.extended_until,
        extended_terms.extended_on,
        counted.received_on + norms.value as norm_due_on,
        greatest(
            counted.received_on + norms.value + coalesce(suspended_terms.suspended_days, 0), extended_terms.extended_until
        ) as term_end_on,
    from counted
    cross join norms
    left join suspended_terms using (request_row)
    left join extended_terms using (request_row)
    where norms.norm = 'decision_term_days'
)
select
    request_id,
    received_on,
    registered_on,
    with_terms.channel,
    with_terms.household,
    income_class,
    is_complete_on_receipt,
    groups.team,
    with_terms.is_fast_track,
    with_terms.known_outcome as outcome,
    groups.coarse_group_id,
    groups.group_id as fine_group_id,
    decided_on,
    dated_on,
    stopped_on,
    stopped_on is not null and with_terms.known_outcome is distinct from 'ingetrokken' as is_decision,
    stopped_on is not null and with_terms.known_outcome is not distinct from 'ingetrokken' as is_withdrawn,
    stopped_on - received_on as gross_days,
    stopped_on - received_on - suspended_before_stop_days as net_days,
    suspended_days,
    extended_on,
    extended_until,
    recorded_due_on,
    norm_due_on,
    calendar.next_working_on as legal_due_on,
    term_end_on,
    stopped_on <= norm_due_on as is_within_norm,
    stopped_on <= calendar.next_working_on as is_within_legal_term,
from with_terms
join groups
    on groups.split = 'household'
    and groups.team::varchar = coalesce(with_terms.team, 'niet toegewezen')
    and groups.channel is not distinct from with_terms.channel
    and groups.is_fast_track is not distinct from with_terms.is_fast_track
    and groups.household is not distinct from with_terms.household
    and groups.outcome is not distinct from with_terms.known_outcome
left join calendar on calendar.day_on = with_terms.term_end_on
