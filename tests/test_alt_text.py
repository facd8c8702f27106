"""Findings: the exact sentences, that they blame nothing, and what they say when there is little to say."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from chart_samples import CLEARING, EXCLUSIONS, ON_TIME_RULES, PERIOD, RULES, flow_chart, samples
from shown import MONTHS, shown

from voortgang import alt_text
from voortgang.pipeline.metrics import metric

SAMPLES = samples()
CAUSAL = re.compile(r"\b(dankzij|wegens|vanwege|omdat|waardoor|hierdoor|zodat|gevolg|effect|leidt?|veroorzaak\w*)\b")


@cache
def finding(name):
    chart, protected = SAMPLES[name]
    return chart(protected).finding


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "cohort_on_time-normal",
            "Van 1.500 verzoeken die in april 2025 zijn ontvangen, is 43% binnen acht weken besloten. Van wat in juni "
            "2025 is ontvangen, staat dat nog niet vast: zeker 40%, haalbaar 68%.",
        ),
        (
            "cohort_on_time-partial",
            "Er is nog geen rijp cohort in deze keuze. Van wat in februari 2025 is ontvangen, staat dat nog niet vast: "
            "zeker 45%, haalbaar 73%.",
        ),
        (
            "cohort_on_time-split",
            "Binnen acht weken besloten van wat in april 2025 is ontvangen: Noord 43%, Zuid 43% en Taskforce 43%.",
        ),
        (
            "survival_chances-normal",
            "Van wat in de hele periode is ontvangen, is naar schatting 42% binnen 8 weken besloten (95%-interval 38% "
            "tot 46%) en 93% binnen 16 weken; open verzoeken tellen mee.",
        ),
        (
            "survival_chances-split",
            "Geschatte kans op een besluit binnen 8 weken: Noord 42%, Zuid 44% en Taskforce 46%.",
        ),
        ("survival_chances-hidden", "De kans op een besluit is verborgen."),
        (
            "survival-normal",
            "Van 900 verzoeken die in mei 2025 zijn ontvangen, is naar schatting de helft na 8,9 weken besloten "
            "(95%-interval vanaf 8,4 weken, bovengrens nog niet bereikt); de norm is 8 weken. Van wat in juni 2025 is "
            "ontvangen, is nog niet de helft besloten.",
        ),
        (
            "survival-one",
            "Van 900 verzoeken die in januari 2025 zijn ontvangen, is naar schatting de helft na 9,4 weken besloten "
            "(95%-interval 9,0 tot 10,0 weken); de norm is 8 weken.",
        ),
        ("survival-hidden", "Van wat in juni 2025 is ontvangen, is het cijfer verborgen."),
        (
            "fast_track_share-normal",
            "In mei 2025 is 31% van 2.000 besloten verzoeken versneld afgehandeld; de mediaan was 3,6 weken voor "
            "versneld en 10,3 weken voor regulier; in april 2025 was 27% versneld.",
        ),
        (
            "suspension-letter",
            "In de periode november 2024 – april 2025 is van 2.000 besloten verzoeken bij 17% de termijn opgeschort; "
            "gemiddeld duurde een verzoek bruto 9,9 weken en netto 9,7 weken; in de periode mei – oktober 2024 was 21% "
            "opgeschort.",
        ),
        (
            "extension-tertaal",
            "In het 3e tertaal 2024 waren 703 verzoeken na acht weken nog open; daarvan is 22% verdaagd; in het 2e "
            "tertaal 2024 was 27% verdaagd.",
        ),
        (
            "clearing-normal",
            "De gemiddelde doorlooptijd steeg met 7 dagen: +9 dagen doordat meer oude verzoeken zijn afgerond, −2 "
            "dagen doordat verzoeken van gelijke leeftijd korter duurden.",
        ),
        ("clearing-hidden", "De verandering van de gemiddelde doorlooptijd is verborgen."),
        (
            "backlog-normal",
            "Op 15 juni 2025 waren 6.009 verzoeken open, waarvan 2.704 (45%) over de acht weken en 2.283 (38%) over de "
            "wettelijke termijn; eind mei 2025 waren het er 6.229.",
        ),
        (
            "backlog-letter",
            "Op 15 juni 2025 waren 6.229 verzoeken open, waarvan 2.803 (45%) over de acht weken en 2.367 (38%) over de "
            "wettelijke termijn; aan het eind van de periode november 2024 – april 2025 waren het er 6.146.",
        ),
        ("backlog-split", "Werkvoorraad op 15 juni 2025: Noord 6.009, Zuid 4.509 en Taskforce 3.009."),
        ("backlog-hidden", "De werkvoorraad is op 15 juni 2025 verborgen."),
        (
            "flow-normal",
            "In mei 2025: 1.289 verzoeken ontvangen, 1.362 besloten en 72 ingetrokken. De werkvoorraad ging van 6.080 "
            "naar 5.935.",
        ),
        ("flow-hidden", "In mei 2025 zijn de aantallen verborgen."),
        ("flow-one", "Er is geen volledige periode in deze keuze."),
        (
            "backlog_age-normal",
            "Van de 6.900 open verzoeken is 49% ouder dan acht weken; 400 daarvan zijn ouder dan 16 weken.",
        ),
        ("backlog_age-hidden", "Er zijn geen aantallen die getoond mogen worden."),
        (
            "falling_due-normal",
            "Zonder besluit gaan binnen één week 312 open verzoeken over de acht weken en 204 over de wettelijke "
            "termijn; binnen 4 weken zijn dat er 1.208 en 903.",
        ),
        (
            "clearance-normal",
            "De werkvoorraad van 5.231 verzoeken staat gelijk aan 11,3 weken uitstroom, naar het gemiddelde van de "
            "laatste vier volle weken; zonder de uitstroom van de taskforce aan 15,7 weken.",
        ),
        ("clearance-hidden", "De wegwerktijd is verborgen."),
        (
            "work_by_desk-normal",
            "In mei 2025 zijn 1.348 besluiten genomen: 956 door de reguliere teams, 155 door de taskforce en 237 "
            "versneld; in april 2025 waren het er 1.270.",
        ),
        ("work_by_desk-hidden", "In mei 2025 is het cijfer verborgen."),
        ("work_by_desk-short", "Er is geen volledige periode in deze keuze."),
        (
            "stock_account-normal",
            "De werkvoorraad ging van 5.231 naar 5.504 verzoeken: 14.110 ontvangen en 321 ingetrokken; besloten zijn "
            "er 10.800 door de reguliere teams, 1.512 door de taskforce en 1.204 versneld.",
        ),
        ("stock_account-hidden", "De rekening van de werkvoorraad is verborgen."),
        (
            "closed_age_by_desk-normal",
            "Meest voorkomende leeftijd bij afronding: regulier 0-4 weken, taskforce meer dan 16 weken, versneld 0-4 "
            "weken en ingetrokken 0-4 weken.",
        ),
        (
            "productivity_by_desk-normal",
            "Besluiten per aanwezige voltijdsweek in mei 2025: reguliere teams 11,2 en taskforce 9,7.",
        ),
        (
            "fast_track_selection-normal",
            "De gemiddelde doorlooptijd ging van 71,2 dagen vóór de regel naar 66,8 met de regel. Versneld besloten "
            "verzoeken droegen −6,4 dagen bij (95%-interval −7,2 tot −5,7), groepen die niet in aanmerking kwamen +1,7 "
            "dagen (95%-interval +0,4 tot +2,9).",
        ),
        (
            "impact_course-received",
            "In week 35 van 2024 zijn 351 verzoeken ontvangen; zonder de maatregelen verwacht de tijdreeks er naar "
            "schatting 320 (95%-interval 308 tot 332). Losse weken schommelen meer dan het interval laat zien.",
        ),
        ("impact_course-unbegun", "Er is nog geen hele week met een maatregel: er is niets om mee te vergelijken."),
        (
            "without_measures-both",
            "Zonder taskforce en versnelde regel waren er eind week 35 van 2024 naar schatting 5.310 verzoeken open "
            "(80%: 4.880 tot 5.741), tegen 3.589 in werkelijkheid. De werkelijke stand ligt buiten de 95%-band.",
        ),
        (
            "without_measures-week",
            "Zonder de versnelde regel waren er eind week 27 van 2023 naar schatting 3.588 verzoeken open (80%: 3.588 "
            "tot 3.588), tegen 3.588 in werkelijkheid. De werkelijke stand ligt binnen de 95%-band.",
        ),
        (
            "forecast-year",
            "Prognose van de werkvoorraad: naar schatting 3.215 verzoeken (80%: 2.655 tot 3.775) eind week 26 van 2024 "
            "en 2.842 (80%: 1.722 tot 3.961) eind week 52 van 2024, tegen 3.588 eind week 52 van 2023.",
        ),
        (
            "forecast-next",
            "Prognose van de werkvoorraad: naar schatting 3.574 verzoeken (80%: 3.552 tot 3.595) eind week 28 van "
            "2023, tegen 3.588 eind week 27 van 2023.",
        ),
        ("forecast-past", "Er is geen prognose."),
        (
            "forecast_calibration-looks",
            "Bij 38 keer terugkijken lag de werkvoorraad in 47% binnen de 50%-band, in 79% binnen de 80%-band en in "
            "92% binnen de 95%-band. De prognose zat er gemiddeld 32% minder naast dan de laatste vier weken "
            "doortrekken. De 80%-band bevatte de uitkomst in 79% van 38 keer terugkijken.",
        ),
        (
            "forecast_calibration-none",
            "Te weinig gegevens om de prognose te toetsen: 0 keer teruggekeken, 8 is nodig.",
        ),
        (
            "forecast_scenarios-three",
            "Over een jaar zijn er naar schatting 2.841 verzoeken open (80%: 2.291 tot 3.391) in het scenario ‘Zoals "
            "het nu gaat’, en 5.121 (80%: 4.410 tot 5.833) in ‘Taskforce stopt per 1 april’; het andere scenario ligt "
            "daartussen.",
        ),
        (
            "forecast_scenarios-alone",
            "Over een jaar zijn er naar schatting 2.841 verzoeken open (80%: 2.291 tot 3.391) in het scenario ‘Zoals "
            "het nu gaat’.",
        ),
        ("fast_track_selection-hidden", "De verandering van de gemiddelde doorlooptijd is verborgen."),
        (
            "on_time_rules-normal",
            "Hoeveel op tijd is, hangt af van de regel: van 63% (Besloten in de periode, binnen acht weken (K1)) tot "
            "70% (Besloten in de periode, binnen de wettelijke termijn (K2)), een verschil van 7 procentpunten.",
        ),
        (
            "weekly_flow-received",
            "In week 26, 2025: 353 verzoeken ontvangen. Gewone schommeling: niets wijst op een verandering.",
        ),
        ("weekly_flow-signal", "In week 5, 2024: 530 besluiten. Verbetering: boven de bovengrens."),
        (
            "weekly_flow-productivity",
            "In week 26, 2025: 5,7 besluiten per aanwezige fte. Gewone schommeling: niets wijst op een verandering.",
        ),
        (
            "weekly_flow-suspended",
            "In week 26, 2025: 39% van de besluiten opgeschort. Gewone schommeling: niets wijst op een verandering.",
        ),
        (
            "weekly_flow-short",
            "In week 34, 2023: 356 verzoeken ontvangen. Dit segment telt minder dan dertien weken: er zijn nog geen "
            "grenzen van gewone schommeling.",
        ),
    ],
)
def test_a_finding_is_this_sentence(name, sentence):
    assert finding(name) == sentence


@pytest.mark.parametrize("name", SAMPLES)
def test_a_finding_blames_nothing(name):
    assert not CAUSAL.search(finding(name).lower())


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (alt_text.impact_course, "impact_course"),
        (alt_text.without_measures, "without_measures"),
        (alt_text.forecast, "forecast"),
        (alt_text.calibration, "forecast_calibration"),
        (alt_text.scenarios, "forecast_scenarios"),
    ],
)
def test_a_model_without_an_answer_still_gives_a_sentence(told, name):
    """No rows at all, and a row in which every number is missing."""
    columns = list(metric(name).columns)
    texts = {"week_on": MONTHS[0], "figure": "werkvoorraad (verzoeken)", "scenario": "A"}
    for missing in (None, float("nan")):
        row = tuple(
            texts.get(column, missing if column not in ("norm", "notes", "judgement") else None) for column in columns
        )
        assert [told(shown(name, rows, flow="decided")) for rows in ([], [row])] == [
            told(shown(name, [], flow="decided"))
        ] * 2
        chart = SAMPLES[next(key for key in SAMPLES if key.startswith(f"{name}-"))][0]
        assert chart(shown(name, [row], flow="decided")).finding[0].isupper()


def test_a_hidden_count_is_told_as_hidden():
    row = (MONTHS[0], 4, 320.0, 318.0, 300.0, 340.0)
    assert "In week 1 van 2025 is het getelde aantal verborgen; zonder" in alt_text.impact_course(
        shown("impact_course", [row], flow="received")
    )


def test_received_and_shares_have_no_good_side():
    calm = SAMPLES["weekly_flow-signal"][1]
    told = {flow: alt_text.flow_chart(same_points(calm, flow)).split(". ")[1] for flow in ("received", "decided")}
    assert told == {"received": "Verandering: boven de bovengrens.", "decided": "Verbetering: boven de bovengrens."}


def same_points(protected, flow):
    return replace(protected, parameters={**protected.parameters, "flow": flow})


def test_a_fall_in_decisions_is_a_deterioration():
    days = [row["period_on"].date() for row in SAMPLES["weekly_flow-received"][1].rows][:20]
    protected = flow_chart([*days, date(2030, 1, 7)], "decided", least=300)
    frame = protected.frame.copy()
    frame.loc[len(frame) - 1, "signal"] = "onder de ondergrens; zeven punten op rij dalend"
    assert alt_text.flow_chart(replace(protected, frame=frame)).endswith("Verslechtering: onder de ondergrens.")


def rules(rows=None, **parameters):
    return shown("on_time_rules", rows or ON_TIME_RULES, **PERIOD | parameters)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            "outflow_norm",
            "Van de 2.314 verzoeken waarop van 1 november 2024 tot en met 30 april 2025 is besloten, zijn er 1.458 "
            "(63%) binnen acht weken na ontvangst besloten; niet meegeteld zijn 85 ingetrokken verzoeken.",
        ),
        (
            "outflow_legal",
            "Van de 2.314 verzoeken waarop van 1 november 2024 tot en met 30 april 2025 is besloten, zijn er 1.610 "
            "(70%) binnen de wettelijke termijn besloten; niet meegeteld zijn 85 ingetrokken verzoeken.",
        ),
        (
            "outflow_recorded",
            "Van de 2.190 verzoeken waarop van 1 november 2024 tot en met 30 april 2025 is besloten en waarvoor een "
            "eigen uiterste datum was vastgelegd, zijn er 1.504 (69%) uiterlijk op die datum besloten; niet meegeteld "
            "zijn 209 verzoeken die zijn ingetrokken of waarvoor geen uiterste datum was vastgelegd.",
        ),
        (
            "cohort_norm",
            "Van de 2.401 verzoeken die van 1 november 2024 tot en met 30 april 2025 zijn ontvangen, zijn er 1.630 "
            "(68%) binnen acht weken na ontvangst besloten; niet meegeteld zijn 140 verzoeken die binnen acht "
            "weken zijn ingetrokken, die op de peildatum nog geen acht weken oud waren of waarvan de gegevens niet "
            "volledig zijn.",
        ),
    ],
)
def test_a_sentence_for_a_letter_names_period_counts_and_what_is_not_counted(rule, sentence):
    assert alt_text.letter_sentence(rules(), rule) == sentence
    assert not CAUSAL.search(sentence)


def test_a_letter_ends_its_period_at_the_reference_date():
    assert "tot en met 15 maart 2025 is" in alt_text.letter_sentence(rules(as_of=date(2025, 3, 15)), "outflow_norm")


def test_a_hidden_rest_is_not_counted_without_a_number():
    few = [(*row[:4], 3, row[5]) for row in ON_TIME_RULES]
    assert alt_text.letter_sentence(rules(few), "outflow_norm").endswith("; niet meegeteld zijn ingetrokken verzoeken.")


def test_a_hidden_rule_gives_no_sentence_for_a_letter():
    few = [(at, rule, 4, 9, 3, why) for at, (rule, why) in enumerate(zip(RULES, EXCLUSIONS, strict=True), start=1)]
    told = alt_text.letter_sentence(rules(few), "cohort_norm")
    assert told == "Volgens deze regel is er voor deze keuze geen percentage dat getoond mag worden."
    assert alt_text.definition_differences(rules(few)) == (
        "Er zijn te weinig percentages die getoond mogen worden om de regels te vergelijken."
    )


@pytest.mark.parametrize(("in_time", "apart"), [(1240, "1 procentpunt"), (1250, "2 procentpunten")])
def test_differences_are_of_the_percentages_as_shown(in_time, apart):
    rows = [(1, "K1", 1225, 2000, 85, "ingetrokken"), (2, "K2", in_time, 2000, 85, "ingetrokken")]
    assert alt_text.definition_differences(rules(rows)).endswith(f"een verschil van {apart}.")


def test_rules_that_agree_are_said_to_agree():
    rows = [(1, "K1", 1225, 2000, 85, "ingetrokken"), (2, "K2", 1350, 2200, 85, "ingetrokken")]
    assert alt_text.definition_differences(rules(rows)) == "Volgens alle getoonde regels is 61% op tijd."


def test_an_unknown_rule_is_an_error_of_the_program():
    with pytest.raises(ValueError, match="not in tuple"):
        alt_text.letter_sentence(rules(), "outflow")


def test_a_change_without_decisions_in_a_period_says_so():
    assert alt_text.clearing(shown("clearing", [])) == (
        "In een van beide perioden is niets besloten: er is geen verandering om te splitsen."
    )


def test_days_that_were_fractions_are_exact_again():
    thirds = [(step, days, 2000) for (step, *_), days in zip(CLEARING, (60.0, 1 / 3, 1 / 6, 60.5), strict=True)]
    mix, rate = alt_text.parts_of_change(shown("clearing", thirds))
    assert (mix * 3, rate * 6) == (1, 1)
    assert alt_text.clearing(shown("clearing", thirds)).startswith("De gemiddelde doorlooptijd steeg met 1 dag")


def test_an_unusable_delivery_has_no_cohorts_to_tell_of():
    columns = len(SAMPLES["cohort_on_time-normal"][1].metric.columns)
    rows = [(day, "alle", True, False, *[None] * (columns - 4)) for day in MONTHS]
    assert alt_text.cohorts(shown("cohort_on_time", rows)) == "Er is geen volledig geleverd cohort in deze keuze."


def test_what_was_never_delivered_is_not_called_hidden():
    rows = [(month, "alle", True, 400, None, 400, None, 60) for month in (MONTHS[3], MONTHS[4])]
    assert alt_text.fast_track(shown("fast_track_share", rows)) == "In mei 2025 is er geen cijfer."


def test_a_cohort_in_which_nobody_can_be_late_yet_can_still_be_decided_in_time_whole():
    row = (MONTHS[5], "alle", False, True, 500, 3, 497, 500, None, None, None, None)
    assert alt_text.cohorts(shown("cohort_on_time", [row])).endswith("zeker verborgen, haalbaar 100%.")


def test_nothing_closed_and_too_little_are_said_as_such():
    assert alt_text.stock_account(shown("stock_account", [])) == "Er zijn geen aantallen die getoond mogen worden."
    assert alt_text.fast_track_selection(shown("fast_track_selection", [])).startswith("Te weinig gegevens: ")
    begun = [(None, 900, 800, None, None, 40, 60)]
    assert alt_text.stock_account(shown("stock_account", begun)) == (
        "De werkvoorraad ging van 0 naar 60 verzoeken: 900 ontvangen en 40 ingetrokken; besloten zijn er 800 door de "
        "reguliere teams."
    )
