/*
title = "Waardoor veranderde de gemiddelde doorlooptijd?"
definition = "Splitst de verandering van de gemiddelde doorlooptijd tussen twee perioden precies in twee delen: doordat verzoeken van een andere leeftijd zijn afgerond (samenstelling), en doordat verzoeken van gelijke leeftijd sneller of langzamer gingen (tempo). Leeftijd is het aantal weken dat een verzoek bij het begin van de periode openlag; wat later binnenkwam vormt een eigen groep. Wie oude voorraad wegwerkt, ziet het gemiddelde stijgen terwijl de voorraad verbetert."
grain = "één rij per stap van het gemiddelde in de eerste naar dat in de tweede periode"
method = "clearing"
adds_up = false

[columns]
step = { label = "Stap", unit = "code", meaning = "gemiddelde van een periode, of een deel van de verandering" }
days = { label = "Dagen", unit = "dagen", meaning = "gemiddelde doorlooptijd, of de verandering daarvan", n = "decided" }
decided = { label = "Besloten", unit = "verzoeken", meaning = "besloten verzoeken waarop het getal rust; bij een verandering het kleinste aantal van beide perioden" }
*/
with chosen_groups as (
    select group_id
    from groups
    where split = 'none'
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
periods(is_after, first_on, last_on) as (
    values (false, $compared_since::date, least($compared_until, $as_of)), (true, $since, least($until, $as_of))
),
decided_in_period as (
    select is_after, first_on, received_on, gross_days, requests
    from request_days
    join chosen_groups using (group_id)
    -- a decision counts in both when the periods overlap
    join periods on stopped_on between first_on and last_on
    where is_decision
)
select
    is_after,
    -- -1 stands for what was received in the period itself
    greatest(-1, floor((first_on - received_on - 1) / 7))::integer as age_weeks,
    sum(requests)::bigint as requests,
    sum(requests * gross_days)::bigint as days,
from decided_in_period
group by all
order by is_after, age_weeks
