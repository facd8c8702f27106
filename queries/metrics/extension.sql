/*
title = "Verdaging (Awb 4:14 lid 3)"
definition = "Van de verzoeken die na de 56e dag nog open waren: voor hoeveel op of voor de peildatum een verdagingsbrief is verzonden die op tijd was, dus binnen de wettelijke termijn. Geteld in de periode waarin de 56e dag viel."
grain = "één rij per periode waarin de 56e dag viel en uitsplitsing"
kpi = ["K13"]
margin = ["split_value", "period_on"]
unsplit = { outcome = "Een verzoek dat nog open is, heeft geen uitkomst." }

[columns]
period_on = { label = "Periode", unit = "datum", meaning = "eerste dag van de periode" }
split_value = { label = "Uitsplitsing", unit = "code", meaning = "team, kanaal, werkwijze, huishouden of uitkomst; alle zonder uitsplitsing" }
is_complete = { label = "Volledig", unit = "ja/nee", meaning = "of de hele periode is meegeteld; een onvolledige periode is niet te vergelijken met een volledige" }
undecided = { label = "Open na acht weken", unit = "verzoeken", meaning = "open na de 56e dag (noemer)" }
extended = { label = "Verdaagd", unit = "verzoeken", meaning = "waarvan met een verdagingsbrief die op tijd was (teller); leeg als er geen verdagingen zijn geleverd" }

[shares]
share_extended = { label = "Aandeel verdaagd", numerator = "extended", denominator = "undecided" }
*/
with chosen_groups as (
    select group_id, split_value
    from groups
    where split = $split
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
past_norm_in_period as (
    select period_on, until_on, split_value, requests, coalesce(extended_on <= $as_of, false) as is_extended
    from undecided_at_norm
    join chosen_groups using (group_id)
    join period_days on period_days.day_on = undecided_at_norm.day_on and period_days.period = $period
    -- on the 56th day itself a decision may still come
    where undecided_at_norm.day_on between $since and least($until, $as_of - 1)
)
select
    if($period = 'all', $since, period_on) as period_on,
    split_value,
    $period = 'all' or (period_on >= $since and until_on <= least($until, $as_of - 1)) as is_complete,
    sum(requests)::bigint as undecided,
    if(
        exists(from extension_letters where sent_on <= $as_of), coalesce(sum(requests) filter (is_extended), 0), null
    )::bigint as extended,
from past_norm_in_period
group by period_on, until_on, split_value
order by period_on, split_value
