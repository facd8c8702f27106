/*
title = "Besluiten per dag, naar wat bepaalt of de versnelde regel geldt"
grain = "één rij per dag van besluit, inkomensklasse, volledigheid bij ontvangst en werkwijze"
*/
select
    stopped_on as day_on,
    coalesce(income_class, 'onbekend') as income_class,
    is_complete_on_receipt,
    coalesce(is_fast_track, false) as is_fast_track,
    coalesce(income_class in (select income_class from fast_track_incomes), false) as is_low_income,
    count(*)::integer as decided,
    sum(gross_days)::bigint as gross_days,
from requests
where is_decision
group by all
order by day_on
