/*
title = "Wat leeg is, is leeg gelaten"
severity = "critical"
extract = "requests"
reason = "In deze kolom staat een woord voor 'leeg' in plaats van niets; dat zou als naam of kenmerk tellen. Laat de waarde weg."
*/
with texts as (
    select 'team' as kolom, team as delivered, rowid + 1 as row_number from staging.requests where left_out is null
    union all
    select 'dubbel_van', duplicate_of, rowid + 1 from staging.requests where left_out is null and duplicate_of is not null
    union all
    select 'capaciteit: team', team, rowid + 1 from staging.capacity where left_out is null
    union all
    select 'IV-capaciteit: keten', chain, rowid + 1 from staging.iv_capacity where left_out is null
    union all
    select 'IV-projecten: ' || kolom, delivered, row_number
    from (
        select unnest(['project', 'naam', 'keten', 'hangt_af_van']) as kolom,
            unnest([project, name, chain, depends_on]) as delivered,
            rowid + 1 as row_number,
        from staging.iv_projects
        where left_out is null
    )
)
select kolom, row_number
from texts
where lower(delivered) in ('null', 'none', 'nan', 'nvt', 'n.v.t.', 'n/a', '#n/a', '#n/b', 'leeg', '(leeg)', '-', '--', '?')
order by kolom, row_number
