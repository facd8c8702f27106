-- How a delivered text becomes a value. Each returns null for what it cannot read; the build counts those as lost.

create macro as_text(delivered) as nullif(trim(delivered), '');

-- iso (all ten signs: half a day is cut off) or dd-mm-jjjj; a time of day is read in the session's zone
-- (Europe/Amsterdam) and dropped; the year stands there in full, so no other calendar, 'infinity' or 25 for 2025
create macro as_date(delivered) as
    case
        when delivered like '____-__-__' and delivered >= '1' then try_cast(delivered as date)
        when delivered like '%-%-____' then try_strptime(delivered, '%d-%m-%Y')::date
        when regexp_full_match(
            delivered,
            '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?'
        ) then try_cast(delivered as timestamptz)::date
        when delivered like '%-%-____ %' then try_strptime(delivered, ['%d-%m-%Y %H:%M:%S', '%d-%m-%Y %H:%M'])::date
    end;

create macro as_flag(delivered) as
    case lower(delivered)
        when 'ja' then true when 'j' then true when 'true' then true when 'waar' then true when '1' then true
        when 'nee' then false when 'n' then false when 'false' then false when 'onwaar' then false when '0' then false
    end;

-- one separator is the decimal mark; both only as 1.234,5: anything else is ambiguous and therefore not read
create macro as_decimal(delivered) as
    case
        when regexp_full_match(delivered, '-?[0-9]+([.,][0-9]+)?([eE]-[0-9]+)?')
            then try_cast(replace(delivered, ',', '.') as decimal(18, 4))
        when regexp_full_match(delivered, '-?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+')
            then try_cast(replace(replace(delivered, '.', ''), ',', '.') as decimal(18, 4))
    end;

create macro as_whole(delivered) as
    case when regexp_full_match(delivered, '-?[0-9]+([.,]0+)?') then try_cast(replace(delivered, ',', '.')::double as integer) end;

-- HMAC-SHA256 (RFC 2104), first 16 hex digits; the padded keys are set per connection and never stored
create macro as_pseudonym(delivered) as
    'p' || left(sha256(getvariable('outer_key') || unhex(sha256(getvariable('inner_key') || encode(delivered)))), 16);

-- the eleven-test that every citizen service number passes: 9a + 8b + … + 2h - i is a multiple of eleven;
-- written as 123456782, 1234.56.782, 123-456-782, 0123456782 or, by a spreadsheet, 123456782.0, but not as an amount or a
-- date; one in eleven dates written as jjjjmmdd would pass as well, so those are no candidates
create macro digits_of(delivered) as regexp_replace(regexp_replace(delivered, '[.,]0+$', ''), '[-. ]', '', 'g');
create macro is_bsn_like(delivered) as
    case
        when delivered between '0' and ':' and length(delivered) between 8 and 14
            and regexp_full_match(delivered, '0{0,2}[0-9]{8,9}([.,]0+)?|[0-9]{2,4}[-. ][0-9]{2,3}[-. ][0-9]{3}')
            and not regexp_full_match(digits_of(delivered), '0+|(19|20)[0-9]{2}(0[1-9]|1[0-2])([0-2][0-9]|3[01])')
        then list_dot_product(
            list_transform(range(1, 10), lambda place: lpad(right(digits_of(delivered), 9), 9, '0')[place]::double),
            [9, 8, 7, 6, 5, 4, 3, 2, -1]::double[]
        ) % 11 = 0
        else false
    end;
