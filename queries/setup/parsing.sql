-- How a delivered text becomes a value. Each returns null for what it cannot read; the build counts those as lost.

create macro as_text(delivered) as nullif(trim(delivered), '');

-- iso or dd-mm-jjjj; a time of day is read in the session's zone (Europe/Amsterdam) and dropped
create macro as_date(delivered) as
    case
        when delivered like '____-__-__' then try_cast(delivered as date)
        when delivered like '%-____' then try_strptime(delivered, '%d-%m-%Y')::date
        when delivered[5] = '-' then try_cast(delivered as timestamptz)::date
        else try_strptime(delivered, ['%d-%m-%Y %H:%M:%S', '%d-%m-%Y %H:%M'])::date
    end;

create macro as_flag(delivered) as
    case lower(delivered)
        when 'ja' then true when 'j' then true when 'true' then true when '1' then true
        when 'nee' then false when 'n' then false when 'false' then false when '0' then false
    end;

-- one separator is the decimal mark; both only as 1.234,5: anything else is ambiguous and therefore not read
create macro as_decimal(delivered) as
    case
        when regexp_full_match(delivered, '-?[0-9]+([.,][0-9]+)?') then try_cast(replace(delivered, ',', '.') as decimal(18, 4))
        when regexp_full_match(delivered, '-?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+')
            then try_cast(replace(replace(delivered, '.', ''), ',', '.') as decimal(18, 4))
    end;

-- HMAC-SHA256 (RFC 2104), first 16 hex digits; the padded keys are set per connection and never stored
create macro as_pseudonym(delivered) as
    'p' || left(sha256(getvariable('outer_key') || unhex(sha256(getvariable('inner_key') || encode(delivered)))), 16);

-- the eleven-test that every citizen service number passes: 9a + 8b + … + 2h - i is a multiple of eleven;
-- one in eleven dates written as jjjjmmdd would pass as well, so those are no candidates
create macro digits_of(delivered) as replace(replace(delivered, '.', ''), ' ', '');
create macro is_bsn_like(delivered) as
    case
        when length(delivered) between 8 and 12
            and regexp_full_match(digits_of(delivered), '[0-9]{8,9}')
            and not regexp_full_match(digits_of(delivered), '(19|20)[0-9]{2}(0[1-9]|1[0-2])([0-2][0-9]|3[01])')
        then list_dot_product(
            list_transform(range(1, 10), lambda place: lpad(digits_of(delivered), 9, '0')[place]::double),
            [9, 8, 7, 6, 5, 4, 3, 2, -1]::double[]
        ) % 11 = 0
        else false
    end;
