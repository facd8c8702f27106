/*
title = "Verzoeken om aanvulling bij dit verzoek"
definition = "Elke brief waarin om aanvulling is gevraagd, zoals geleverd. Een brief zonder grond, datum of termijn schort niets op."
grain = "één rij per brief"
role = "analist"

[columns]
sent_on = { label = "Verzonden", unit = "datum", meaning = "dag waarop om aanvulling is gevraagd" }
term_until = { label = "Termijn tot en met", unit = "datum", meaning = "laatste dag van de gegeven termijn" }
supplemented_on = { label = "Aangevuld", unit = "datum", meaning = "dag waarop de aanvulling kwam" }
ground = { label = "Grond", unit = "code", meaning = "wettelijke grond" }
is_usable = { label = "Schort op", unit = "ja/nee", meaning = "of grond, datum en termijn er zijn" }
*/
select sent_on, term_until, supplemented_on, ground::varchar as ground, is_usable
from suspension_letters
where request_id = $request_id
order by sent_on, term_until, supplemented_on, ground
