/*
title = "Aandeel van de vrije ruimte waar burgers iets aan hebben"
definition = "De vrije ruimte is wat er te kiezen valt: de capaciteit min wat is toegekend aan instandhouding en aan verplichte projecten. Het aandeel voor burgers is wat daarvan is toegekend aan projecten met een score voor burgers vanaf een grens; die grens is een aanname, die u kunt veranderen. Ook wat nog niet is toegekend, hoort bij de vrije ruimte."
grain = "één rij per keten en stand"
needs = "iv_projects"

[columns]
chain = { label = "Keten", unit = "code", meaning = "keten die de dagen levert" }
baseline = { label = "Stand", unit = "code", meaning = "begroting of herijking" }
projects = { label = "Projecten voor burgers", unit = "aantal", meaning = "gekozen projecten waar burgers iets aan hebben (n)" }
capacity = { label = "Capaciteit", unit = "IV-dagen", meaning = "IV-dagen die er zijn" }
maintenance = { label = "Instandhouding", unit = "IV-dagen", meaning = "toegekend aan instandhouding" }
mandatory = { label = "Verplicht", unit = "IV-dagen", meaning = "toegekend aan andere projecten die verplicht zijn" }
to_choose = { label = "Vrije ruimte", unit = "IV-dagen", meaning = "capaciteit min instandhouding en verplicht (noemer)" }
for_citizens = { label = "Voor burgers", unit = "IV-dagen", meaning = "toegekend aan niet verplichte projecten waar burgers iets aan hebben (teller)" }
share_citizens = { label = "Aandeel voor burgers", unit = "aandeel", meaning = "voor burgers gedeeld door de vrije ruimte; leeg als er geen vrije ruimte is" }
score_from = { label = "Score vanaf", unit = "aantal", meaning = "grens die is gekozen, en anders is aangenomen: vanaf deze score telt een project als voor burgers" }
*/
with kinds as (
    select
        project,
        category = 'instandhouding' as is_maintenance,
        category <> 'instandhouding' and is_mandatory as is_owed,
        category <> 'instandhouding' and not is_mandatory and coalesce(citizens_score >= coalesce($citizens_score_from::integer, value::integer), false) as is_for_citizens,
    from iv_projects
    join iv_assumptions on iv_assumptions.name = 'citizens_score_from'
),
divided as (
    select
        chain,
        baseline,
        count(*) filter (is_for_citizens and allocated > 0) as projects,
        sum(if(is_maintenance, allocated, 0)) as maintenance,
        sum(if(is_owed, allocated, 0)) as mandatory,
        sum(if(is_for_citizens, allocated, 0)) as for_citizens,
    from iv_allocations
    join kinds using (project)
    where year = $year
    group by all
),
room as (
    select
        *,
        days - coalesce(maintenance, 0) - coalesce(mandatory, 0) as to_choose,
    from iv_capacity
    left join divided using (chain, baseline)
    where year = $year and set_on <= $as_of and ($chain is null or chain = $chain)
)
select
    chain,
    baseline::varchar as baseline,
    coalesce(projects, 0) as projects,
    days::double as capacity,
    coalesce(maintenance, 0)::double as maintenance,
    coalesce(mandatory, 0)::double as mandatory,
    to_choose::double as to_choose,
    coalesce(for_citizens, 0)::double as for_citizens,
    if(to_choose > 0, coalesce(for_citizens, 0)::double / to_choose::double, null) as share_citizens,
    coalesce($citizens_score_from::integer, value::integer) as score_from,
from room
join iv_assumptions on iv_assumptions.name = 'citizens_score_from'
order by chain, baseline
