/*
title = "Vóór elke herijking is er de stand ervoor"
severity = "warning"
extract = "iv_capacity"
reason = "Van deze herijking ontbreekt de begroting of herijking ervoor; wat verschoof is dan over meer standen tegelijk berekend, en de eerste stand is niet de begroting."
*/
select row_number
from (
    select
        rowid + 1 as row_number,
        enum_code(baseline) as place,
        row_number() over (partition by year, chain order by baseline) - 1 as delivered_before,
    from staging.iv_capacity
    where left_out is null
)
where place > delivered_before
order by row_number
