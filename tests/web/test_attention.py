"""What needs attention rests on weeks that the delivery holds."""

from datetime import date, timedelta

from voortgang.web.access import LOCAL, signed_in
from voortgang.web.attention import limits_since
from voortgang.web.run import current_build


def test_limits_do_not_count_weeks_of_before_the_delivery(at_home):
    with signed_in(LOCAL):
        first = current_build().first_received_on
        assert limits_since(date(2024, 6, 15)) == first
        assert limits_since(date(2025, 12, 31)) == date(2025, 12, 31) - timedelta(weeks=52) > first
