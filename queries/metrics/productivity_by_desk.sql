/*
title = "Besluiten per aanwezige voltijdsplaats"
definition = "Besluiten per week dat één voltijdsplaats aanwezig was, van de reguliere teams en van de taskforce. Een week is vijf werkdagen; feestdagen, ziekte en verlof tellen niet als aanwezig. Alleen weken waarvan de bezetting is geleverd tellen mee. Een versneld besluit kost minder werk: een stijging door meer versnelde besluiten is geen sneller werk. De kosten per besluit zijn de aanwezige weken maal het opgegeven tarief, gedeeld door de besluiten; zonder tarief blijven zij leeg. Geldt voor alle verzoeken: aanwezigheid is niet naar kanaal of werkwijze verdeeld."
grain = "één rij per periode en soort team"
margin = ["desk", "period_on"]

[columns]
period_on = { label = "Periode", unit = "datum", meaning = "eerste dag van de periode" }
desk = { label = "Soort team", unit = "code", meaning = "reguliere teams of taskforce" }
is_complete = { label = "Volledig", unit = "ja/nee", meaning = "of de hele periode is meegeteld; een onvolledige periode is niet te vergelijken met een volledige" }
decided = { label = "Besloten", unit = "verzoeken", meaning = "besluiten van deze teams in weken met bekende bezetting, versneld en regulier" }
fast_track = { label = "Waarvan versneld", unit = "verzoeken", meaning = "volgens de versnelde regel; leeg als er geen waren" }
fte_weeks = { label = "Aanwezig (voltijdsweken)", unit = "voltijdsweken", meaning = "aanwezige voltijdsplaatsen maal werkdagen, gedeeld door vijf" }
per_fte_week = { label = "Besluiten per voltijdsweek", unit = "waarde", meaning = "besluiten gedeeld door aanwezige voltijdsweken; leeg als niemand aanwezig was", n = "decided" }
cost_per_decision = { label = "Kosten per besluit", unit = "euro", meaning = "aanwezige voltijdsweken maal tarief, gedeeld door besluiten; leeg als van een dag geen tarief is opgegeven, of niemand aanwezig was", n = "decided" }

[shares]
share_fast_track = { label = "Aandeel versneld", numerator = "fast_track", denominator = "decided" }
*/
with staffed_weeks as (
    select week_on, desk, fte_days / count(*) as fte
    from weekly_work
    join calendar on is_office_day and date_trunc('week', day_on) = week_on
    where fte_days is not null
    group by week_on, desk, fte_days
),
staffed_days as (
    select period_on, until_on, day_on, desk, if(is_office_day, fte, 0)::decimal(18, 6) as fte, euro_per_fte_week,
    from period_days
    join calendar using (day_on)
    join staffed_weeks on week_on = date_trunc('week', day_on)
    asof left join rates on rates.team_kind = desk and rates.valid_from <= day_on
    where period = $period and day_on between $since and least($until, $as_of)
),
decisions as (
    select
        day_on,
        if(is_task_force, 'task_force', 'regular') as desk,
        sum(decided) as decided,
        sum(decided) filter (is_fast_track) as fast_track,
    from daily_flow
    join groups on groups.group_id = daily_flow.group_id and groups.split = 'none'
    group by all
),
per_period as (
    select
        period_on,
        until_on,
        desk,
        coalesce(sum(decided), 0) as decided,
        sum(fast_track) as fast_track,
        sum(fte) / 5 as fte_weeks,
        -- a day without a rate makes the sum unknown, not cheaper
        if(bool_or(fte > 0 and euro_per_fte_week is null), null, sum(fte * euro_per_fte_week) / 5) as euro,
    from staffed_days
    left join decisions using (day_on, desk)
    group by all
)
select
    if($period = 'all', $since, period_on) as period_on,
    desk,
    $period = 'all' or (period_on >= $since and until_on <= least($until, $as_of)) as is_complete,
    decided::bigint as decided,
    nullif(fast_track, 0)::bigint as fast_track,
    fte_weeks::double as fte_weeks,
    (decided / nullif(fte_weeks, 0))::double as per_fte_week,
    if(fte_weeks > 0, euro / nullif(decided, 0), null)::decimal(12, 2) as cost_per_decision,
from per_period
where decided > 0 or fte_weeks > 0
order by period_on, desk
