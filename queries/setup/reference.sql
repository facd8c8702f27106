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

-- one row per day; next_working_on is the day on which a legal term that ends on day_on really ends (Algemene termijnenwet art. 1);
-- is_office_day leaves out the days that are equated for legal terms only: on those the teams work
create table calendar as
with covered as (select max(known_from) as since, min(known_until) as until from calendar_coverage where what = 'feestdagen'),
days as (select unnest(generate_series(since, until, interval 1 day))::date as day_on from covered),
working as (
    select
        day_on,
        isodow(day_on) < 6 and day_on not in (select holiday_on from holidays) as is_working,
        isodow(day_on) < 6 and day_on not in (select holiday_on from holidays where kind = 'feestdag') as is_office_day,
    from days
)
select
    day_on,
    is_working,
    is_office_day,
    min(case when is_working then day_on end) over (order by day_on rows between current row and unbounded following) as next_working_on,
from working;

-- The figures of a letter cover the half year before it; the first months are a choice, with its reason in the file.
create table letter_periods as
select make_date(year(day_on), month(day_on), 1) as begins_on
from calendar
join read_csv(getvariable('reference') || '/letter_periods.csv', all_varchar = true, delim = ',', header = true) as chosen
    on chosen.first_month::integer = month(calendar.day_on) and day(calendar.day_on) = 1;

create table task_force_teams as
select team
from read_csv(getvariable('reference') || '/task_force_teams.csv', all_varchar = true, delim = ',', header = true);

-- what happened on a day and helps to read a figure; the build adds the events of the delivery
create table events as
select happened_on::date as happened_on, title, kind, is_break::boolean as is_break, source
from read_csv(getvariable('reference') || '/events.csv', all_varchar = true, delim = ',', header = true);

create table fast_track_incomes as
select income_class
from read_csv(getvariable('reference') || '/fast_track_incomes.csv', all_varchar = true, delim = ',', header = true);

-- what a full-time place costs a week, by kind of team (regular or task_force); empty until somebody gives rates
create table rates as
select team_kind, euro_per_fte_week::decimal(12, 2) as euro_per_fte_week, valid_from::date as valid_from, source
from read_csv(getvariable('reference') || '/rates.csv', all_varchar = true, delim = ',', header = true);

-- what the letter leaves open about IV days: chosen, shown, and changed in the file
create table iv_assumptions as
select name, value, explanation
from read_csv(getvariable('reference') || '/iv_assumptions.csv', all_varchar = true, delim = ',', header = true);

-- one row per VM number of the annex; does one of its rows name IV as the reason or as what it depends on?
create table measure_numbers as
with numbered as (
    select
        unnest(string_split(vm_numbers, '|'))::integer as measure_number,
        measure,
        coalesce(contains(reasons, 'IV-afhankelijkheid'), false) or depends_on is not distinct from 'IV-modernisering' as names_iv,
    from read_csv(getvariable('reference') || '/measures.csv', all_varchar = true, delim = ',', header = true)
    where vm_numbers is not null
)
select measure_number, min(measure) as measure, bool_or(names_iv) as names_iv
from numbered
group by measure_number;
