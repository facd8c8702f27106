"""What people type holds nothing that can be a citizen's number, by the same rule as a delivery."""

import random

import duckdb
import pytest

from voortgang.errors import VoortgangError
from voortgang.register.texts import checked_line, has_citizen_number, impersonal
from voortgang.settings import QUERIES

SHAPES = (
    "#########",
    "########",
    "0#########",
    "00#########",
    "####.##.###",
    "### ### ###",
    "###-###-###",
    "####-##.###",
)


def test_the_rule_is_that_of_a_delivery():
    dice = random.Random(11)
    numbers = ["".join(str(dice.randrange(10)) if sign == "#" else sign for sign in shape) for shape in SHAPES * 500]
    numbers += ["20250701", "19991231", "000000000", "00000000"]
    with duckdb.connect() as connection:
        connection.execute((QUERIES / "setup" / "parsing.sql").read_text(encoding="utf-8"))
        found = connection.execute(
            "select is_bsn_like(number) from (select unnest($1::varchar[]) as number)", [numbers]
        ).fetchall()
    assert [has_citizen_number(number) for number in numbers] == [flag for (flag,) in found]
    assert 200 < sum(flag for (flag,) in found) < 600


@pytest.mark.parametrize(
    "text",
    [
        "123456782",
        "Bezwaar van 123456782.",
        "besluit (1234.56.782) herzien",
        "op 10 123 456 782 verzonden",
        "bsn:0123456782,",
        "nummer １２３４５６７８２",
    ],
)
def test_a_citizen_number_is_found_anywhere(text):
    with pytest.raises(VoortgangError, match="burgerservicenummer") as refused:
        impersonal(text, "De titel")
    assert "123" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    ["Start taskforce op 1 juli 2025", "20250701", "2.314 van de 3.702", "1234567823456", "123456789", "week 21, 2025"],
)
def test_other_numbers_are_left_alone(text):
    assert impersonal(text, "De titel") == text


@pytest.mark.parametrize("sign", ["\n", "\t", "\x00", "\x7f", "\u200b", "\u202e", "\u2028", "\ud800", "\ue000"])
def test_an_invisible_sign_is_refused(sign):
    with pytest.raises(VoortgangError, match="onzichtbaar"):
        checked_line(f"Start{sign}taskforce", "De titel", 3, 120)
