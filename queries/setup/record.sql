-- The build record: what went in, what was found, how long each step took.

create table builds (
    build_id varchar, delivered_on date, is_fictional boolean, description varchar, mapping varchar, built_at timestamp,
    code_version varchar, counting varchar, requests bigint, first_received_on date, warnings bigint, closed_since date
);

create table delivery_files (extract varchar, file_name varchar, rows bigint, bytes bigint, sha256 varchar);

create table delivery_notes (position integer, note varchar);

create table findings (
    severity varchar, extract varchar, check_name varchar, column_name varchar, reason varchar, rows bigint, examples varchar
);

create table left_out (extract varchar, reason varchar, rows bigint);

create table build_steps (position integer, step varchar, seconds double);
