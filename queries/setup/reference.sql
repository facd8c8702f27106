-- Reference data every warehouse carries: norms, code lists, calendar and up to when that calendar is known.

create table norms as
select norm, value::integer as value, unit, valid_from::date as valid_from, source
from read_csv(getvariable('reference') || '/norms.csv', all_varchar = true, delim = ',', header = true);

create table code_lists as
select row_number() over () as position, list, code, label
from read_csv(getvariable('reference') || '/code_lists.csv', all_varchar = true, delim = ',', header = true);

create table calendar_coverage as
select what, known_from::date as known_from, known_until::date as known_until
from read_csv(getvariable('reference') || '/calendar_coverage.csv', all_varchar = true, delim = ',', header = true);

create table holidays as
select holiday_on::date as holiday_on, name, kind
from read_csv(getvariable('reference') || '/holidays.csv', all_varchar = true, delim = ',', header = true);

-- one row per day; next_working_on is the day on which a legal term that ends on day_on really ends (Algemene termijnenwet art. 1)
create table calendar as
with covered as (select max(known_from) as since, min(known_until) as until from calendar_coverage where what = 'feestdagen'),
days as (select unnest(generate_series(since, until, interval 1 day))::date as day_on from covered),
working as (
    select day_on, isodow(day_on) < 6 and day_on not in (select holiday_on from holidays) as is_working
    from days
)
select
    day_on,
    is_working,
    min(case when is_working then day_on end) over (order by day_on rows between current row and unbounded following) as next_working_on,
from working;
