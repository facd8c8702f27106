/*
title = "Waardoor veranderde de doorlooptijd sinds de versnelde regel?"
definition = "Splitst de verandering van de gemiddelde doorlooptijd van alle besluiten, van vóór naar vanaf het eerste versnelde besluit, precies in vier delen. Samenstelling: het aandeel van groepen (inkomensklasse en volledigheid) veranderde. Versneld: wie versneld is besloten, vergeleken met dezelfde groep ervoor. Wel in aanmerking, niet versneld: de anderen uit die groepen. Niet in aanmerking: de overige groepen; daarin zit verdringing door de regel, maar ook al het andere dat in die tijd veranderde, zoals meer instroom of een taskforce. Dit is een splitsing van wat is geteld en bewijst geen oorzaak. De grenzen zijn 95%-grenzen uit het herhaald trekken van blokken van vier weken. Bij minder dan twaalf weken ervoor of erna, of te weinig versnelde besluiten, is er geen uitkomst. Geldt voor alle teams en kanalen."
grain = "één rij per stap van het gemiddelde vóór naar dat met de regel"
method = "fast_track_selection"
adds_up = false

[columns]
step = { label = "Stap", unit = "code", meaning = "gemiddelde van een fase, of een deel van de verandering" }
days = { label = "Dagen", unit = "dagen", meaning = "gemiddelde doorlooptijd, of de verandering daarvan", n = "decided" }
low_days = { label = "Ondergrens", unit = "dagen", meaning = "ondergrens van het 95%-interval", n = "decided" }
high_days = { label = "Bovengrens", unit = "dagen", meaning = "bovengrens van het 95%-interval", n = "decided" }
decided = { label = "Besloten", unit = "verzoeken", meaning = "besloten verzoeken waarop het getal rust; bij een verandering het kleinste aantal van beide fasen" }
*/
with rule as (
    select min(day_on) as since_on from decided_strata where is_fast_track and day_on <= $as_of
)
select
    day_on >= since_on as is_after,
    date_trunc('week', day_on)::date as week_on,
    income_class,
    is_complete_on_receipt,
    is_low_income,
    is_fast_track,
    sum(decided)::bigint as decided,
    sum(gross_days)::bigint as days,
from decided_strata
cross join rule
where since_on is not null and day_on between $since and least($until, $as_of)
group by all
order by all
