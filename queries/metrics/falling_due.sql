/*
title = "Verzoeken die binnenkort over de termijn gaan"
definition = "Open verzoeken op de peildatum waarvan de norm van acht weken, of de wettelijke uiterste datum, binnen één, twee of vier weken verstrijkt als er dan nog geen besluit is. Wat al over de termijn is, telt hier niet mee. Opschorting en verdaging tellen mee zoals bekend op de leverdatum."
grain = "één rij per termijn vooruit"

[columns]
weeks = { label = "Binnen (weken)", unit = "weken", meaning = "aantal weken na de peildatum" }
backlog = { label = "Werkvoorraad", unit = "verzoeken", meaning = "open verzoeken op de peildatum (noemer)" }
norm_due = { label = "Achtwekennorm verstrijkt", unit = "verzoeken", meaning = "waarvan de 56e dag in die weken valt" }
legal_due = { label = "Wettelijke termijn verstrijkt", unit = "verzoeken", meaning = "waarvan de wettelijke uiterste datum in die weken valt" }

[shares]
share_norm_due = { label = "Aandeel norm", numerator = "norm_due", denominator = "backlog" }
share_legal_due = { label = "Aandeel wettelijke termijn", numerator = "legal_due", denominator = "backlog" }
*/
with chosen_groups as (
    select group_id
    from groups
    where split = 'none'
        and ($team is null or team = $team)
        and ($channel is null or channel = $channel)
        and ($fast_track is null or is_fast_track = $fast_track)
),
horizons as (select unnest([1, 2, 4]) as weeks),
open_at_reference as (
    select norm_due_on, legal_due_on, requests
    from due_days
    join chosen_groups using (group_id)
    where received_on <= $as_of and (stopped_on is null or stopped_on > $as_of)
)
select
    weeks,
    coalesce(sum(requests), 0)::bigint as backlog,
    -- what is due on the reference date itself is not past its term yet, so it belongs here
    coalesce(sum(requests) filter (norm_due_on between $as_of and $as_of + 7 * weeks), 0)::bigint as norm_due,
    coalesce(sum(requests) filter (legal_due_on between $as_of and $as_of + 7 * weeks), 0)::bigint as legal_due,
from horizons
left join open_at_reference on true
group by weeks
order by weeks
