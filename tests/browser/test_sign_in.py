"""Signing in through an identity provider: who comes in, with which roles, and who does not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from identity_provider import CLIENT, identity_provider
from playwright.sync_api import Browser, Page, expect
from serving import STREAMLIT, serving, visiting, wait_until_drawn

pytestmark = pytest.mark.browser

DATA = ".table, .js-plotly-plot, [data-testid=stMetric]"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A visitor whom no server has met: cookies do not mind the port."""
    with visiting(browser) as opened:
        yield opened


def secrets(folder: Path, provider: str) -> tuple[str, ...]:
    """The options that make the app sign in at this provider, with a role for one group."""
    path = folder / "secrets.toml"
    path.write_text(
        f"""[auth]
redirect_uri = "http://localhost:{{port}}/oauth2callback"
cookie_secret = "only-for-this-test-0123456789"
client_id = "{CLIENT}"
client_secret = "only-for-this-test"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[roles]
claim = "groups"
analist = ["g-analyse"]
"""
    )
    return "--secrets.files", str(path).replace("{", "{{").replace("}", "}}")


def sign_in(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("button", name="Aanmelden")).to_be_visible()
    assert page.locator(DATA).count() == 0
    page.get_by_role("button", name="Aanmelden").click()
    wait_until_drawn(page, None)


@pytest.mark.parametrize(
    ("groups", "roles", "sees_reports"),
    [(["g-analyse"], "analist en lezer", True), (["g-other"], "lezer", False)],
)
def test_a_person_gets_the_roles_of_the_claim(page, simulated_home, tmp_path, groups, roles, sees_reports):
    claims = {"sub": "1", "name": "J. Jansen", "groups": groups}
    with (
        identity_provider(claims) as provider,
        serving(simulated_home, *STREAMLIT, *secrets(tmp_path, provider)) as address,
    ):
        sign_in(page, address)
        assert f"Aangemeld als J. Jansen ({roles})." in page.inner_text("body")
        page.get_by_role("link", name="Gegevens").click()
        wait_until_drawn(page, "build_steps")
        expect(page.get_by_role("button", name="Controleverslag verzoeken")).to_have_count(int(sees_reports))
        page.get_by_role("button", name="Afmelden").click()
        expect(page.get_by_role("button", name="Aanmelden")).to_be_visible()
        assert page.locator(DATA).count() == 0


def test_sign_in_may_listen_to_everyone(page, simulated_home, tmp_path):
    with (
        identity_provider({"sub": "1"}) as provider,
        serving(simulated_home, *STREAMLIT, "--server.address", "0.0.0.0", *secrets(tmp_path, provider)) as address,
    ):
        sign_in(page, address)


def test_secrets_that_cannot_be_read_let_nobody_in(page, simulated_home, tmp_path):
    path = tmp_path / "secrets.toml"
    path.write_text("[auth\n")
    with serving(simulated_home, *STREAMLIT, "--secrets.files", str(path)) as address:
        page.goto(address)
        expect(page.get_by_text("niet leesbaar, dus niemand krijgt toegang")).to_be_visible()
        assert page.locator(DATA).count() == 0
