"""What needs attention rests on weeks that the delivery holds."""

from datetime import date, timedelta

import pytest

from voortgang.register import events as register
from voortgang.register import store
from voortgang.settings import settings
from voortgang.web.access import LOCAL, signed_in
from voortgang.web.attention import limits_since
from voortgang.web.events import breaks
from voortgang.web.run import current_build


def test_limits_do_not_count_weeks_of_before_the_delivery(at_home):
    with signed_in(LOCAL):
        first = current_build().first_received_on
        assert limits_since(date(2024, 6, 15)) == first
        assert limits_since(date(2025, 12, 31)) == date(2025, 12, 31) - timedelta(weeks=52) > first


@pytest.fixture
def own_register(at_home, tmp_path, monkeypatch):
    """A register that no other test sees."""
    monkeypatch.setenv("VOORTGANG_REGISTER_URL", f"sqlite:///{tmp_path / 'register.db'}")
    settings.cache_clear()
    yield
    store.close()


def test_a_measure_begins_a_segment_in_what_is_done_and_a_recovery_run_in_what_comes_in(own_register):
    register.add_event(date(2025, 4, 1), "Herstelactie april", "herstelactie", is_break=True, by="test")
    with signed_in(LOCAL):
        assert breaks("received") == ((date(2025, 4, 1), "Herstelactie april"),)
        titles = [title for _, title in breaks("decided")]
        assert titles and "Herstelactie april" not in titles
        assert breaks("decided") == breaks("productivity") == breaks("suspended")
