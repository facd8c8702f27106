/*
title = "IV-capaciteit per keten en stand; de rijen zeggen welke standen er zijn"
grain = "één rij per jaar, keten en stand (begroting of herijking)"
*/
select
    year,
    chain,
    baseline,
    row_number() over (partition by year, chain order by baseline)::integer as baseline_order,
    days,
    set_on,
    set_by,
    lead(set_on) over (partition by year, chain order by baseline) as superseded_on,
    source,
from staging.iv_capacity
where left_out is null
order by year, chain, baseline
