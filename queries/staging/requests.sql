/*
title = "Verzoeken, één op één"
grain = "één rij per geleverde rij, in de volgorde van de levering"
*/
with stop_decided as (
    select *, case when outcome = 'ingetrokken' then coalesce(withdrawn_on, sent_on) else sent_on end as delivered_stop_on
    from typed_requests
)
select
    request_id,
    received_on,
    registered_on,
    channel,
    household,
    income_class,
    is_complete_on_receipt,
    team,
    is_fast_track,
    decided_on,
    dated_on,
    sent_on,
    withdrawn_on,
    outcome,
    reopened_on,
    duplicate_of,
    recorded_due_on,
    -- a reopened request is open again: its unit is the request, not the file
    case when reopened_on >= delivered_stop_on then null else delivered_stop_on end as stopped_on,
    -- what is open has no outcome yet, also when it was reopened; a decision sent without one is of unknown outcome
    case when stopped_on is not null then coalesce(outcome, 'besloten') end as known_outcome,
    left_out,
    is_damaged,
from stop_decided
