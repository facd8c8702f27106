/*
title = "Tijdvakken waarin de wettelijke termijn stilstond"
grain = "één rij per aaneengesloten tijdvak per verzoek; overlappende opschortingen zijn verenigd, niet opgeteld"
*/
with suspended as (
    select
        -- from here on a request goes by its row in staging: a number joins and groups far faster than a text
        requests.rowid as request_row,
        requests.request_id,
        requests.received_on,
        requests.stopped_on,
        greatest(suspensions.sent_on, requests.received_on) + 1 as from_on,
        case
            when suspensions.supplemented_on <= suspensions.term_until
                then suspensions.supplemented_on - if($counting = 'inclusive', 0, 1)
            when suspensions.supplemented_on is null then least(suspensions.term_until, $delivered_on)
            else suspensions.term_until
        end as until_on,
    from staging.suspensions
    join staging.requests using (request_id)
    where suspensions.is_usable and suspensions.left_out is null and requests.left_out is null
),
lasting as (select * from suspended where until_on >= from_on),
with_reach as (
    select *, max(until_on) over (
        partition by request_row order by from_on, until_on rows between unbounded preceding and 1 preceding
    ) as earlier_until_on
    from lasting
),
numbered as (
    select *, count(*) filter (earlier_until_on is null or from_on > earlier_until_on + 1)
        over (partition by request_row order by from_on, until_on rows unbounded preceding) as island
    from with_reach
),
united as (
    select
        request_row,
        any_value(request_id) as request_id,
        any_value(received_on) as received_on,
        any_value(stopped_on) as stopped_on,
        min(from_on) as from_on,
        max(until_on) as until_on,
    from numbered
    group by request_row, island
),
counted as (
    select
        *,
        until_on - from_on + 1 as days,
        coalesce(sum(until_on - from_on + 1) over (
            partition by request_row order by from_on rows between unbounded preceding and 1 preceding
        ), 0) as days_before,
    from united
)
select
    request_row,
    request_id,
    from_on,
    until_on,
    days,
    -- after the 56th day that did count the term has ended and nothing can be suspended any more
    from_on <= received_on + norms.value + days_before::integer as has_effect,
    greatest(0, least(until_on, stopped_on) - from_on + 1) as days_before_stop,
from counted
cross join norms
where norms.norm = 'decision_term_days'
