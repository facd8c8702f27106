/*
title = "Van begroting via herijkingen naar verwachting"
definition = "Wat in de eerste stand van het jaar is toegekend, wat elke herijking die op de peildatum was vastgesteld daaraan veranderde, en wat volgens het tempo tot nu toe wordt gewerkt. De stappen tellen op: eerste stand plus herijkingen is de laatste stand, en die plus of min het verschil met de verwachting is de verwachting voor het jaar. Elke stand blijft zo zichtbaar."
grain = "één rij per stap"
needs = "iv_projects"

[columns]
step_number = { label = "Volgorde", unit = "volgorde", meaning = "volgorde van de stappen" }
step = { label = "Stap", unit = "code", meaning = "stand, verschil of verwachting" }
set_on = { label = "Vastgesteld", unit = "datum", meaning = "dag waarop de stand is vastgesteld; de laatste als dat per keten verschilt" }
days = { label = "Dagen", unit = "IV-dagen", meaning = "toegekend of verwacht; bij een herijking of een verschil wat erbij kwam (+) of eraf ging (−)" }
realised = { label = "Waarvan gewerkt", unit = "IV-dagen", meaning = "bij de verwachting: gewerkt in de hele maanden waarvan dagen zijn geboekt" }
*/
with baselines as (
    select *
    from iv_allocations
    where year = $year and set_on <= $as_of and ($chain is null or chain = $chain)
),
worked as (
    select
        count(distinct month_on) as months,
        coalesce(sum(days) filter ($chain is null or chain = $chain), 0) as realised,
    from iv_realised
    join iv_projects using (project)
    where year(month_on) = $year and last_day(month_on) <= $as_of
),
last_baselines as (
    select sum(allocated) filter (coalesce(superseded_on > $as_of, true)) as allocated from baselines having count(*) > 0
),
ends as (
    select
        allocated::double as allocated,
        realised::double as realised,
        if(months > 0, realised::double * 12 / months, allocated::double) as forecast,
    from last_baselines
    cross join worked
),
steps as (
    select
        1 as step_number,
        if(count(distinct baseline) = 1, min(baseline)::varchar, 'iv_first') as step,
        max(set_on) as set_on,
        sum(allocated)::double as days,
        null::double as realised,
    from baselines
    where baseline_order = 1
    having count(*) > 0
    union all
    select 1 + enum_code(baseline), baseline::varchar, max(set_on), sum(moved)::double, null
    from baselines
    where baseline_order > 1
    group by baseline
    union all
    select 10, 'iv_last', null, allocated, null from ends
    union all
    select 11, 'iv_to_forecast', null, forecast - allocated, null from ends
    union all
    select 12, 'iv_forecast', null, forecast, realised from ends
)
select step_number, step, set_on, days, realised
from steps
order by step_number
