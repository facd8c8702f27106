-- Codes as enumerations: they group fast, sort in the order of the code list and refuse anything else.

create type channel as enum (select code from code_lists where list = 'channel' order by position);
create type household as enum (select code from code_lists where list = 'household' order by position);
create type income_class as enum (select code from code_lists where list = 'income_class' order by position);
create type outcome as enum (select code from code_lists where list = 'outcome' order by position);
create type team as enum (
    select distinct coalesce(team, 'niet toegewezen') from staging.requests order by all
);
