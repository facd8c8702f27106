"""A scenario that cannot be is refused in a clear sentence."""

from datetime import date
from math import inf, nan

import pytest

from voortgang.errors import VoortgangError
from voortgang.methods.scenarios import Scenario


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"name": "  "}, "geen naam"),
        ({"inflow_factor": -0.1}, "instroomfactor is -0.1"),
        ({"inflow_factor": nan}, "instroomfactor"),
        ({"inflow_factor": 11}, "instroomfactor"),
        ({"extra_fte": inf}, "extra fte is geen getal"),
        ({"rule": "soms"}, "keeps, stops, structural"),
        ({"rule": "structural", "rule_until": date(2026, 1, 1)}, "einddatum voor de versnelde regel"),
        ({"planned": ((10.0, 0.0), (nan, 0.0))}, "week 2"),
        ({"planned": ((10.0, -1.0),)}, "week 1"),
        ({"planned": ((10.0,),)}, "week 1"),
    ],
)
def test_what_cannot_be_is_refused(choice, told):
    with pytest.raises(VoortgangError, match=told):
        Scenario(**({"name": "Proef"} | choice))


def test_everything_may_be_chosen_at_once():
    until = date(2026, 6, 30)
    scenario = Scenario("Alles", until, -2.5, 1.1, "stops", until, ((400.0, 60.0),) * 52)
    assert scenario == Scenario("Alles", until, -2.5, 1.1, "stops", until, ((400.0, 60.0),) * 52)
