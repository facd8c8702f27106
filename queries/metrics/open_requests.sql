/*
title = "Open verzoeken"
definition = "Elk open verzoek op de peildatum, het eerst wat het eerst over de wettelijke termijn gaat of al het langst is. Dagen tot een termijn is negatief als die voorbij is."
grain = "één rij per open verzoek"
role = "analist"

[columns]
request_id = { label = "Verzoek", unit = "kenmerk", meaning = "gepseudonimiseerd kenmerk" }
received_on = { label = "Ontvangen", unit = "datum", meaning = "dag van ontvangst" }
age_days = { label = "Leeftijd", unit = "dagen", meaning = "dagen van ontvangst tot peildatum" }
norm_due_on = { label = "Norm", unit = "datum", meaning = "56e dag na ontvangst" }
norm_days_left = { label = "Dagen tot norm", unit = "dagen", meaning = "van de peildatum tot de norm" }
legal_due_on = { label = "Wettelijk", unit = "datum", meaning = "wettelijke uiterste datum met opschorting, verdaging en Algemene termijnenwet" }
legal_days_left = { label = "Dagen tot wettelijk", unit = "dagen", meaning = "van de peildatum tot de wettelijke uiterste datum" }
suspended_days = { label = "Opgeschort", unit = "dagen", meaning = "opgeschorte dagen, zoals bekend op de leverdatum" }
team = { label = "Team", unit = "code", meaning = "team dat het verzoek behandelt" }
channel = { label = "Kanaal", unit = "code", meaning = "weg waarlangs het verzoek binnenkwam" }
fast_track = { label = "Versneld", unit = "ja/nee", meaning = "of de versnelde regel is toegepast" }
*/
with chosen_groups as (
    select group_id
    from groups
    where split = 'none'
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
)
select
    request_id,
    received_on,
    $as_of - received_on as age_days,
    norm_due_on,
    norm_due_on - $as_of as norm_days_left,
    legal_due_on,
    legal_due_on - $as_of as legal_days_left,
    suspended_days,
    team::varchar as team,
    channel::varchar as channel,
    is_fast_track as fast_track,
from requests
where received_on <= $as_of and (stopped_on is null or stopped_on > $as_of)
    and coarse_group_id in (select group_id from chosen_groups)
order by legal_due_on nulls first, request_id
limit $page_rows offset $page_rows * ($page - 1)
