"""The scenarios that stand on everyone's list cannot be replaced by one that somebody keeps."""

from dataclasses import replace

import pytest

from voortgang.errors import VoortgangError
from voortgang.methods.scenarios import Scenario
from voortgang.web.scenarios import USUAL, named


@pytest.mark.parametrize("usual", USUAL)
def test_the_name_of_a_usual_scenario_is_taken(usual):
    with pytest.raises(VoortgangError, match="een vast scenario"):
        named(replace(usual, name=f" {usual.name} "))


def test_any_other_name_will_do():
    one = Scenario("Drie mensen erbij", extra_fte=3.0)
    assert named(one) is one
