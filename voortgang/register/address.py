"""Where the register is, and how to name that place without giving anything secret away."""

from dataclasses import dataclass

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from voortgang.errors import VoortgangError
from voortgang.settings import Settings

FORMS = (
    "Schrijf postgresql://naam:wachtwoord@server/database of sqlite:////map/register.db, of laat de variabele weg voor "
    "een bestand in VOORTGANG_HOME"
)


@dataclass(frozen=True)
class Address:
    """A database, and the words by which a message calls it at the start of a sentence."""

    url: URL
    shown: str


def address_of(settings: Settings) -> Address:
    """The database that the settings name; raises VoortgangError when they name none that can hold a register."""
    text = settings.register_url.get_secret_value().strip() if settings.register_url else ""
    if not text:
        return _file(URL.create("sqlite", database=str(settings.home.resolve() / "register.db")))
    url = _parsed(text)
    if url.get_backend_name() in ("postgres", "postgresql"):
        return _server(url.set(drivername="postgresql+psycopg"))
    if url.get_backend_name() == "sqlite":
        return _file(url.set(drivername="sqlite"))
    raise VoortgangError(f"VOORTGANG_REGISTER_URL noemt een database die niet past bij het register. {FORMS}.")


def _parsed(text: str) -> URL:
    # with a bare @ in the password a part of it is taken for the server, and would be shown as such
    if text.count("@") > 1:
        raise VoortgangError(
            "In VOORTGANG_REGISTER_URL staat meer dan één @. Schrijf een @ in naam of wachtwoord als %40."
        )
    try:
        return make_url(text)
    except (ArgumentError, ValueError):
        # their words may hold the password, so they are not kept
        raise VoortgangError(f"VOORTGANG_REGISTER_URL is geen adres van een database. {FORMS}.") from None


def _file(url: URL) -> Address:
    if url.database in (None, "", ":memory:"):
        raise VoortgangError(f"VOORTGANG_REGISTER_URL noemt geen bestand, zodat niets bewaard zou blijven. {FORMS}.")
    return Address(url, f"Het register in {url.database}")


def _server(url: URL) -> Address:
    place = f" op {url.host}" if url.host else ""
    return Address(url, f"Het register in PostgreSQL{place}, database {url.database or '(niet genoemd)'}")
