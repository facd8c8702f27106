/*
title = "Versneld en regulier"
definition = "Aandeel van de besloten verzoeken dat met de versnelde regel is afgehandeld, en de mediaan van de doorlooptijd van versneld en regulier apart. Samen genomen drukken versnelde verzoeken de mediaan zonder dat het voor reguliere sneller gaat."
grain = "één rij per periode van besluit en uitsplitsing"
kpi = ["K11"]
margin = ["split_value", "period_on"]
sums = [["decided", "fast_track", "regular"]]

[columns]
period_on = { label = "Periode", unit = "datum", meaning = "eerste dag van de periode" }
split_value = { label = "Uitsplitsing", unit = "code", meaning = "team, kanaal, werkwijze, huishouden of uitkomst; alle zonder uitsplitsing" }
is_complete = { label = "Volledig", unit = "ja/nee", meaning = "of de hele periode is meegeteld; een onvolledige periode is niet te vergelijken met een volledige" }
decided = { label = "Besloten", unit = "verzoeken", meaning = "besloten verzoeken (noemer)" }
fast_track = { label = "Versneld", unit = "verzoeken", meaning = "waarvan met de versnelde regel (teller); leeg voor een periode van voor het eerste versnelde besluit" }
regular = { label = "Regulier", unit = "verzoeken", meaning = "waarvan zonder de versnelde regel" }
median_fast_track_days = { label = "Mediaan versneld (dagen)", unit = "dagen", meaning = "de helft van de versnelde verzoeken duurde zo lang of korter", n = "fast_track" }
median_regular_days = { label = "Mediaan regulier (dagen)", unit = "dagen", meaning = "de helft van de reguliere verzoeken duurde zo lang of korter", n = "regular" }

[shares]
share_fast_track = { label = "Aandeel versneld", numerator = "fast_track", denominator = "decided" }
*/
with chosen_groups as (
    select group_id, split_value, coalesce(is_fast_track, false) as is_fast_track
    from groups
    where split = $split
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
histogram as (
    select period_on, until_on, split_value, is_fast_track, gross_days, sum(requests) as requests
    from request_days
    join chosen_groups using (group_id)
    join period_days on period_days.day_on = stopped_on and period_days.period = $period
    where is_decision and stopped_on between $since and least($until, $as_of)
    group by all
),
first_fast_track as (
    select min(stopped_on) as first_fast_track_on
    from request_days
    join chosen_groups using (group_id)
    where is_decision and is_fast_track and stopped_on <= $as_of
),
ranked as (
    select
        *,
        sum(requests) over (partition by period_on, split_value, is_fast_track order by gross_days) as at_most,
        sum(requests) over (partition by period_on, split_value, is_fast_track) as of_kind,
    from histogram
)
select
    if($period = 'all', $since, period_on) as period_on,
    split_value,
    $period = 'all' or (period_on >= $since and until_on <= least($until, $as_of)) as is_complete,
    sum(requests)::bigint as decided,
    if(coalesce(until_on < first_fast_track_on, true), null, coalesce(sum(requests) filter (is_fast_track), 0))::bigint as fast_track,
    coalesce(sum(requests) filter (not is_fast_track), 0)::bigint as regular,
    min(gross_days) filter (is_fast_track and at_most * 100 >= of_kind * 50)::integer as median_fast_track_days,
    min(gross_days) filter (not is_fast_track and at_most * 100 >= of_kind * 50)::integer as median_regular_days,
from ranked
cross join first_fast_track
group by period_on, until_on, split_value, first_fast_track_on
order by period_on, split_value
