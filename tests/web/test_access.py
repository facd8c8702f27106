"""Who may see what: roles from claims, the principal of one run, and refusal of all that is not this computer."""

import pytest

from voortgang.errors import VoortgangError
from voortgang.web import access, run
from voortgang.web.access import LOCAL, Principal, Role, refusal, require, roles_of, signed_in
from voortgang.web.run import coded

HERE = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}
READER = Principal("Lezer", frozenset({Role.READER}))
ADMINISTRATOR = Principal("Beheerder", frozenset({Role.ADMINISTRATOR}))


class Stopped(Exception):
    """In place of Streamlit's own way to stop a script run."""


@pytest.fixture
def told(monkeypatch):
    """What a visitor is told before the run stops."""
    words = []

    def stop():
        raise Stopped

    monkeypatch.setattr(access.st, "error", words.append)
    monkeypatch.setattr(access.st, "html", words.append)
    monkeypatch.setattr(access.st, "stop", stop)
    return words


def test_without_a_principal_nothing_is_shown_but_a_sentence_with_a_link(told):
    with pytest.raises(Stopped):
        require(Role.READER)
    assert "buiten de Voortgangsmonitor om" in told[0]
    assert 'href="./"' in told[1]


def test_without_a_principal_no_metric_is_run(told):
    with pytest.raises(Stopped):
        run("decided_on_time")


def test_codes_are_for_what_counts_no_requests_and_for_who_may_read(told):
    with pytest.raises(ValueError, match="counts requests"), signed_in(LOCAL):
        coded("decided_on_time")
    with pytest.raises(Stopped):
        coded("iv_assumptions")


def test_a_principal_is_gone_after_its_run(told):
    with signed_in(READER):
        assert require() is READER
    with pytest.raises(Stopped):
        require()


def test_a_principal_is_gone_after_a_run_that_failed(told):
    with pytest.raises(ZeroDivisionError), signed_in(READER):
        raise ZeroDivisionError
    with pytest.raises(Stopped):
        require()


def test_everyone_who_signed_in_may_read_but_a_role_is_asked_for_by_name():
    with signed_in(ADMINISTRATOR):
        assert require(Role.READER) is ADMINISTRATOR
        assert require(Role.ANALYST, Role.ADMINISTRATOR) is ADMINISTRATOR
        with pytest.raises(access.NotAllowed, match="'analist'"):
            require(Role.ANALYST)


def test_the_local_user_has_every_role():
    assert all(LOCAL.has(role) for role in Role)
    assert set(access.MAY_SEE) == set(Role)


@pytest.mark.parametrize(
    ("claims", "mapping", "expected"),
    [
        ({}, {}, set()),
        ({"roles": ["analist", "boekhouder"]}, {}, {Role.ANALYST}),
        ({"roles": "beheerder"}, {}, {Role.ADMINISTRATOR}),
        ({"groups": ["g-1", "g-2"]}, {"claim": "groups", "briefredacteur": ["g-2"]}, {Role.LETTER_EDITOR}),
        ({"groups": ["g-1"]}, {"claim": "groups", "analist": "g-1", "beheerder": "g-3"}, {Role.ANALYST}),
        ({"groups": ["analist"]}, {"claim": "groups", "analist": "g-1"}, set()),
        ({"roles": {"analist": True}}, {}, set()),
    ],
)
def test_roles_follow_from_a_claim(claims, mapping, expected):
    assert roles_of(claims, mapping) == {Role.READER} | expected


def test_an_unknown_role_in_the_configuration_is_an_error():
    with pytest.raises(VoortgangError, match="admin"):
        roles_of({}, {"admin": ["g-1"]})


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "127.8.9.10", "::1"])
def test_this_computer_is_served(address):
    assert refusal(address, None, HERE) is None


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "10.1.2.3", "monitor.example", "localhost.example"])
def test_an_address_that_others_can_reach_is_refused(address):
    assert "[auth]" in refusal(address, None, HERE)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": "monitor.example"},
        {"Host": "127.0.0.1.monitor.example:8501"},
        {"Host": "localhost@monitor.example"},
        {"Host": "[::1"},
        HERE | {"Origin": "https://monitor.example"},
        HERE | {"Origin": "null"},
        HERE | {"X-Forwarded-For": "127.0.0.1"},
        HERE | {"Forwarded": "for=127.0.0.1"},
        HERE | {"X-Real-Ip": "127.0.0.1"},
    ],
)
def test_a_visitor_through_a_proxy_or_another_name_is_refused(headers):
    assert "st.login" in refusal("localhost", None, headers)


def test_a_visitor_from_another_computer_is_refused():
    assert refusal("localhost", "10.1.2.3", HERE) is not None


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501"])
def test_this_computer_goes_by_several_names(host):
    assert refusal("localhost", None, {"Host": host}) is None
