-- Names as enumerations, because those group several times faster than texts.

create type team as enum (
    select distinct coalesce(team, 'niet toegewezen') from staging.requests order by all
);

-- whatever a figure can be split by
create type split as enum (
    select distinct code
    from (
        select unnest(['alle', 'ja', 'nee']) as code
        union all select code from code_lists where list = 'channel'
        union all select distinct coalesce(team, 'niet toegewezen') from staging.requests
    )
    order by code
);
