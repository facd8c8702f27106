/*
title = "Opschorting: bruto en netto"
definition = "Aandeel van de besloten verzoeken waarvan de wettelijke termijn is opgeschort, en hoeveel dagen. Bruto is de doorlooptijd van ontvangst tot verzending van het besluit; netto is dat zonder de opgeschorte dagen. Voor de aanvrager telt bruto."
grain = "één rij per periode van besluit en uitsplitsing"
kpi = ["K12"]
margin = ["split_value", "period_on"]

[columns]
period_on = { label = "Periode", unit = "datum", meaning = "eerste dag van de periode" }
split_value = { label = "Uitsplitsing", unit = "code", meaning = "team, kanaal, werkwijze, huishouden of uitkomst; alle zonder uitsplitsing" }
is_complete = { label = "Volledig", unit = "ja/nee", meaning = "of de hele periode is meegeteld; een onvolledige periode is niet te vergelijken met een volledige" }
decided = { label = "Besloten", unit = "verzoeken", meaning = "besloten verzoeken (noemer)" }
suspended = { label = "Opgeschort", unit = "verzoeken", meaning = "waarvan ten minste één dag opgeschort (teller); leeg als er geen opschortingen zijn geleverd" }
suspended_days = { label = "Opgeschort (dagen gemiddeld)", unit = "dagen", meaning = "gemiddeld aantal opgeschorte dagen van de opgeschorte verzoeken", n = "suspended" }
gross_days = { label = "Bruto (dagen gemiddeld)", unit = "dagen", meaning = "gemiddelde doorlooptijd", n = "decided" }
net_days = { label = "Netto (dagen gemiddeld)", unit = "dagen", meaning = "gemiddelde doorlooptijd zonder opgeschorte dagen", n = "suspended" }
difference_days = { label = "Bruto min netto (dagen)", unit = "dagen", meaning = "verschil tussen beide gemiddelden, over alle besloten verzoeken", n = "suspended" }

[shares]
share_suspended = { label = "Aandeel opgeschort", numerator = "suspended", denominator = "decided" }
*/
with chosen_groups as (
    select group_id, split_value
    from groups
    where split = $split
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
decided_in_period as (
    select period_on, until_on, split_value, decided_days.*
    from decided_days
    join chosen_groups using (group_id)
    join period_days on period_days.day_on = decided_days.day_on and period_days.period = $period
    where decided_days.day_on between $since and least($until, $as_of)
)
select
    if($period = 'all', $since, period_on) as period_on,
    split_value,
    $period = 'all' or (period_on >= $since and until_on <= least($until, $as_of)) as is_complete,
    sum(decided)::bigint as decided,
    if(exists(from suspension_letters where sent_on <= $as_of), sum(suspended), null)::bigint as suspended,
    sum(gross_days - net_days) / nullif(sum(suspended), 0) as suspended_days,
    sum(gross_days) / sum(decided) as gross_days,
    sum(net_days) / sum(decided) as net_days,
    sum(gross_days - net_days) / sum(decided) as difference_days,
from decided_in_period
group by period_on, until_on, split_value
order by period_on, split_value
