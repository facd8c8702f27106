/*
title = "Er is niet meer toegekend dan er IV-dagen zijn"
severity = "warning"
extract = "iv_requests_allocations"
reason = "In deze stand zijn meer IV-dagen toegekend dan de keten heeft (te veel toegezegd). Verlaag toekenningen of leg voor in het overleg dat over de capaciteit gaat."
*/
with divided as (
    select year, chain, baseline, sum(allocated) as allocated from iv_allocations group by all
)
select year as jaar, chain as keten, baseline as stand, (allocated - days)::double as te_veel
from divided
join iv_capacity using (year, chain, baseline)
where allocated > days
order by jaar, keten, stand
