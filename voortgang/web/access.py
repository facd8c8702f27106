"""Who is looking and what they may see.

`app.py` establishes a principal for the duration of one script run; without it nothing is shown. So a page file that
Streamlit's own page router serves without `app.py` has no data, and a fragment or callback must not ask for any.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st

from voortgang.errors import VoortgangError


class Role(StrEnum):
    """What a person may do; the values are what an identity provider or a reader sees."""

    READER = "lezer"
    ANALYST = "analist"
    PORTFOLIO_MANAGER = "portfoliobeheerder"
    LETTER_EDITOR = "briefredacteur"
    ADMINISTRATOR = "beheerder"


MAY_SEE = {
    Role.READER: "cijfers over groepen",
    Role.ANALYST: "gepseudonimiseerde zaken en de controleverslagen",
    Role.PORTFOLIO_MANAGER: "IV-capaciteit en maatregelen",
    Role.LETTER_EDITOR: "brieven opstellen en vastleggen",
    Role.ADMINISTRATOR: "leveringen, controleverslagen en instellingen; geen zaken",
}


class NotAllowed(VoortgangError):
    """The principal lacks the role that a page or a query asks for."""


@dataclass(frozen=True)
class Principal:
    """The person for whom this script run is."""

    name: str
    roles: frozenset[Role]
    is_local: bool = False

    def has(self, role: Role) -> bool:
        """Everyone who signed in may read figures about groups; all else takes the role itself."""
        return role is Role.READER or role in self.roles


LOCAL = Principal("lokale gebruiker", frozenset(Role), is_local=True)

audit = logging.getLogger("voortgang.audit")
_principal: ContextVar[Principal | None] = ContextVar("principal", default=None)


@contextmanager
def signed_in(principal: Principal) -> Iterator[None]:
    """Make this the principal for what happens inside, and for nothing after it."""
    token = _principal.set(principal)
    try:
        yield
    finally:
        _principal.reset(token)


def require(*roles: Role) -> Principal:
    """The principal, when it has one of these roles; stops the script run when `app.py` did not set one."""
    principal = _principal.get()
    if principal is None:
        st.error("Deze pagina is buiten de Voortgangsmonitor om geopend en toont daarom niets.")
        st.html('<p><a href="./" target="_self">Ga naar de startpagina</a></p>')
        st.stop()
    if not any(principal.has(role) for role in roles or (Role.READER,)):
        asked = " of ".join(f"'{role}'" for role in roles)
        raise NotAllowed(f"U hebt de rol {asked} niet. Vraag die aan bij de beheerder van de Voortgangsmonitor.")
    return principal


def may_see_cases(principal: Principal) -> bool:
    """True for who works with cases, or mends the deliveries that hold them."""
    return principal.has(Role.ANALYST) or principal.has(Role.ADMINISTRATOR)


def record_export(principal: Principal, what: str) -> None:
    """Everything that leaves the pages as a file is logged: who, what."""
    audit.info("%s saved %s", principal.name, what)


def record_look(principal: Principal, what: str) -> None:
    """Every look at cases is logged: who, which page of which choice, or which request."""
    audit.info("%s looked at %s", principal.name, what)


def roles_of(claims: Mapping[str, object], mapping: Mapping[str, object]) -> frozenset[Role]:
    """The roles that follow from the claims of an identity token.

    `mapping` is the section [roles] of the secrets: which claim to read (`claim`, default "roles"), and per role which
    of its values give that role; a role that is not mentioned is given by its own name.
    """
    unknown = set(mapping) - {"claim", *Role}
    if unknown:
        raise VoortgangError(
            f"In [roles] van secrets.toml staat een onbekende rol: {', '.join(sorted(unknown))}. "
            f"Kies uit: {', '.join(Role)}."
        )
    held = _values(claims.get(str(mapping.get("claim", "roles"))))
    return frozenset({Role.READER, *(role for role in Role if held & _values(mapping.get(role, role)))})


def _values(claim: object) -> set[str]:
    if isinstance(claim, str):
        return {claim}
    return {str(value) for value in claim} if isinstance(claim, list | tuple) else set()


HOW_TO_SIGN_IN = (
    "Zonder aanmelding is de Voortgangsmonitor alleen te openen op de computer waarop zij draait, via "
    "http://localhost. Voor gebruik over een netwerk stelt de beheerder aanmelden in: zet in .streamlit/secrets.toml "
    "de sectie [auth] met redirect_uri, cookie_secret, client_id, client_secret en server_metadata_url van de "
    "OpenID-provider (st.login), en in de sectie [roles] welke groepen welke rol geven."
)
PROXY_HEADERS = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Via")


def refusal(server_address: str | None, client_address: str | None, headers: Mapping[str, str]) -> str | None:
    """Why a visitor is refused when nobody signs in; None when both ends are this computer and nothing is in between.

    The server must listen on loopback only; and since a proxy or tunnel can bring others there, Host and Origin must
    name this computer too (that also stops a web site that rebinds its own name to 127.0.0.1).
    """
    is_direct = not any(header in headers for header in PROXY_HEADERS)
    names = [_host(headers.get("Host")), *([_host(headers["Origin"])] if "Origin" in headers else [])]
    ends = [server_address, *([client_address] if client_address else []), *names]
    return None if is_direct and all(map(is_loopback, ends)) else HOW_TO_SIGN_IN


def is_loopback(address: str | None) -> bool:
    """True for localhost and the addresses that never leave this computer."""
    if address == "localhost":
        return True
    try:
        return ip_address(address or "").is_loopback
    except ValueError:
        return False


def _host(header: str | None) -> str | None:
    """The name in a Host or Origin header, without port; None when it is malformed."""
    try:
        return urlsplit(header if header and "//" in header else f"//{header}").hostname
    except ValueError:
        return None
