/*
title = "Verdagingen die op tijd zijn verzonden (Awb 4:14 lid 3)"
grain = "één rij per verzoek met ten minste één verdagingsbrief"
*/
with letters as (
    select
        requests.rowid as request_row,
        extensions.sent_on,
        extensions.extended_until,
        requests.received_on,
        requests.received_on + norms.value + coalesce(suspended_terms.suspended_days, 0) as term_end_on,
    from staging.extensions
    join staging.requests using (request_id)
    left join suspended_terms on suspended_terms.request_row = requests.rowid
    cross join norms
    where norms.norm = 'decision_term_days' and extensions.left_out is null and requests.left_out is null
),
judged as (
    select *, coalesce(sent_on between received_on and coalesce(next_working_on, term_end_on), false) as is_in_time
    from letters
    left join calendar on calendar.day_on = letters.term_end_on
)
select
    request_row,
    count(*) as letters,
    count(*) filter (is_in_time) as letters_in_time,
    min(sent_on) filter (is_in_time) as extended_on,
    max(extended_until) filter (is_in_time) as extended_until,
from judged
group by request_row
