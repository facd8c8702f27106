/*
title = "Gewerkte IV-dagen, ook in maanden waarin een project niets boekte"
grain = "één rij per project dat in het jaar iets vroeg of boekte, en maand tot en met de laatste geboekte"
*/
with booked as (
    select project, month_on, sum(days) as days
    from staging.iv_realised
    where left_out is null
    group by project, month_on
),
in_year as (
    select project, year from iv_allocations
    union
    select project, year(month_on) from booked
),
months as (
    select unnest(generate_series(make_date(min(year), 1, 1), (select max(month_on) from booked), interval 1 month))::date as month_on
    from in_year
)
select in_year.project, months.month_on, coalesce(booked.days, 0) as days,
from in_year
join months on year(months.month_on) = in_year.year
left join booked using (project, month_on)
order by in_year.project, months.month_on
