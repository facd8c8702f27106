/*
title = "Elke stand noemt elk project van de stand ervoor"
severity = "warning"
extract = "iv_requests_allocations"
reason = "Dit project staat in de vorige stand maar niet in deze; het telt hier als nul gevraagd en nul toegekend. Lever het mee met 0 en een reden als dat zo is bedoeld."
*/
with in_order as (
    select
        project,
        year,
        baseline,
        is_stated,
        lag(is_stated) over (partition by project, year order by baseline_order) as was_stated,
    from iv_allocations
)
select project, year as jaar, baseline as stand
from in_order
where not is_stated and was_stated
order by project, jaar, stand
