"""Establish who is looking: through the identity provider when one is configured, else only on this computer."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAuthError, StreamlitSecretNotFoundError

from voortgang.errors import VoortgangError
from voortgang.web.access import HOW_TO_SIGN_IN, LOCAL, Principal, refusal, roles_of


def who_is_there() -> Principal:
    """The principal of this script run; shows why not, and stops, when there is none."""
    secrets = configured_secrets()
    if "auth" in secrets:
        return _identified(secrets)
    reason = refusal(st.get_option("server.address"), st.context.ip_address, st.context.headers)
    if reason is not None:
        st.title("Geen toegang")
        st.error(reason)
        st.stop()
    return LOCAL


def configured_secrets() -> dict[str, Any]:
    """The secrets as configured, empty without a secrets file; a file that cannot be read is never taken for none."""
    try:
        return st.secrets.to_dict()
    except StreamlitSecretNotFoundError as error:
        if error.error_id == "no-secrets-found":
            return {}
        raise VoortgangError(
            f"Het bestand .streamlit/secrets.toml is niet leesbaar, dus niemand krijgt toegang. {HOW_TO_SIGN_IN}"
        ) from error


def _identified(secrets: Mapping[str, Any]) -> Principal:
    if not st.user.get("is_logged_in", False):
        _ask_to_sign_in(secrets["auth"])
        st.stop()
    claims = st.user.to_dict()
    name = claims.get("name") or claims.get("email") or claims.get("sub") or "onbekende gebruiker"
    return Principal(str(name), roles_of(claims, secrets.get("roles", {})))


def _ask_to_sign_in(auth: Mapping[str, Any]) -> None:
    st.title("Voortgangsmonitor invordering")
    st.write("Meld u aan om de cijfers te zien.")
    named = [name for name, value in auth.items() if isinstance(value, Mapping) and "client_id" in value]
    providers = [None] * ("client_id" in auth) + named
    if not providers:
        raise VoortgangError(
            "In de sectie [auth] van .streamlit/secrets.toml ontbreekt client_id van de OpenID-provider."
        )
    for provider in providers:
        if st.button("Aanmelden" + (f" met {provider}" if provider else ""), key=f"sign-in-{provider}"):
            _start_sign_in(provider)


def _start_sign_in(provider: str | None) -> None:
    try:
        st.login(provider)
    except StreamlitAuthError as error:
        raise VoortgangError(f"De sectie [auth] in .streamlit/secrets.toml is niet volledig: {error}") from error
