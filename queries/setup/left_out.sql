-- Every delivered row that is not counted, by the reason that is shown.

insert into left_out
with reasons as (
    select 'requests' as extract, coalesce(left_out, case when duplicate_of is not null then 'dubbele registratie' end) as reason
    from staging.requests
    union all
    select 'suspensions', coalesce(left_out, case when not is_usable then 'zonder grond, datum of termijn' end)
    from staging.suspensions
    union all
    select 'extensions', left_out from staging.extensions
    union all
    select 'capacity', left_out from staging.capacity
    union all
    select 'iv_capacity', left_out from staging.iv_capacity
    union all
    select 'iv_projects', left_out from staging.iv_projects
    union all
    select 'iv_requests_allocations', left_out from staging.iv_requests_allocations
    union all
    select 'iv_realised', left_out from staging.iv_realised
)
select extract, reason, count(*)
from reasons
where reason is not null
group by all
order by all;
