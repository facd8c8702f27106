/*
title = "Eén verzoek"
definition = "De datums van één verzoek, zoals bekend in deze levering."
grain = "één rij"
role = "analist"

[columns]
request_id = { label = "Verzoek", unit = "kenmerk", meaning = "gepseudonimiseerd kenmerk" }
received_on = { label = "Ontvangen", unit = "datum", meaning = "dag van ontvangst" }
registered_on = { label = "Geregistreerd", unit = "datum", meaning = "dag van registratie" }
team = { label = "Team", unit = "code", meaning = "team dat het verzoek behandelt" }
channel = { label = "Kanaal", unit = "code", meaning = "weg waarlangs het verzoek binnenkwam" }
household = { label = "Huishouden", unit = "code", meaning = "soort huishouden" }
fast_track = { label = "Versneld", unit = "ja/nee", meaning = "of de versnelde regel is toegepast" }
outcome = { label = "Uitkomst", unit = "code", meaning = "uitkomst; leeg zolang het verzoek open is" }
decided_on = { label = "Besloten", unit = "datum", meaning = "dag waarop is besloten" }
dated_on = { label = "Gedagtekend", unit = "datum", meaning = "dagtekening van de beschikking" }
stopped_on = { label = "Afgerond", unit = "datum", meaning = "dag waarop de klok stopte: besluit verzonden of verzoek ingetrokken" }
gross_days = { label = "Doorlooptijd", unit = "dagen", meaning = "van ontvangst tot afronding" }
net_days = { label = "Zonder opschorting", unit = "dagen", meaning = "doorlooptijd zonder opgeschorte dagen" }
norm_due_on = { label = "Norm", unit = "datum", meaning = "56e dag na ontvangst" }
legal_due_on = { label = "Wettelijk", unit = "datum", meaning = "wettelijke uiterste datum" }
recorded_due_on = { label = "Zelf vastgelegd", unit = "datum", meaning = "uiterste datum zoals het behandelsysteem die vastlegde" }
*/
select
    request_id, received_on, registered_on, team::varchar as team, channel::varchar as channel,
    household::varchar as household, is_fast_track as fast_track, outcome::varchar as outcome,
    decided_on, dated_on, stopped_on, gross_days, net_days, norm_due_on, legal_due_on, recorded_due_on,
from requests
where request_id = $request_id
