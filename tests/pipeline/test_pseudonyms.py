"""Identifiers keyed on arrival: as Python's own HMAC does it, and nothing of key or identifier stays behind."""

import hashlib
import hmac
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.small_delivery import Bench, build_small, write_delivery, write_sound_delivery
from voortgang.errors import VoortgangError
from voortgang.pipeline.warehouse import Warehouse
from voortgang.settings import Settings

KEY = "een-heel-geheime-sleutel-die-nergens-mag-staan"
KEYS = {
    "short": "k",
    "usual": KEY,
    "a block less one": "x" * 63,
    "a block": "x" * 64,
    "a block and one": "x" * 65,
    "long": "lange sleutel " * 20,
    "not ascii": "sleutel met é en €",
}


def expected(key: str, identifier: str) -> str:
    return "p" + hmac.new(key.encode(), identifier.encode(), hashlib.sha256).hexdigest()[:16]


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_identifiers_become_their_hmac(tmp_path, key):
    identifiers = ["A", "V0001", "123456782", "é ü", "x" * 64, "'; drop table requests; --"]
    rows = [{"request_id": name, "received_on": date(2025, 3, 3)} for name in identifiers]
    rows += [{"request_id": "kopie", "received_on": date(2025, 3, 3), "duplicate_of": "V0001"}]
    bench = Bench(tmp_path / "bench", pseudonym_key=key)
    staged = bench.stage(write_delivery(tmp_path / "levering", rows))
    bench.connection.close()
    assert staged.column("request_id") == [expected(key, name) for name in [*identifiers, "kopie"]]
    assert staged.column("duplicate_of") == [None] * len(identifiers) + [expected(key, "V0001")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A delivery that also breaks a promise, so that examples are stored."""
    folder = write_sound_delivery(tmp_path_factory.mktemp("levering"))
    with (folder / "suspensions.csv").open("a") as file:
        file.write("V0000,awb_4_5,2025-06-20,2025-06-27,\n")
    return folder


@pytest.fixture(scope="module")
def keyed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    published = tmp_path_factory.mktemp("home") / "w.duckdb"
    warehouse = build_small(folder, published, settings=Settings(pseudonym_key=KEY))
    yield warehouse
    warehouse.close()


def test_letters_are_still_joined_to_their_request(keyed, folder, tmp_path):
    plain = build_small(folder, tmp_path / "w.duckdb")
    question = "select request_id, suspended_days, legal_due_on, extended_until from requests order by received_on"
    with_key, without = (each._cursor.execute(question).fetchall() for each in (keyed, plain))
    plain.close()
    assert [row[1:] for row in with_key] == [row[1:] for row in without]
    assert [row[0] for row in with_key] == [expected(KEY, row[0]) for row in without]
    assert sum(days > 0 for _, days, _, _ in with_key) == 3


def test_examples_of_findings_are_pseudonyms(keyed):
    ((examples,),) = keyed._cursor.execute(
        "select examples from findings where check_name = 'suspension_in_time'"
    ).fetchall()
    assert examples == expected(KEY, "V0000")


def test_neither_key_nor_identifier_nor_path_is_in_any_file_that_stays(folder, tmp_path):
    """The report of Great Expectations included."""
    settings = Settings(pseudonym_key=KEY)
    build_small(folder, tmp_path / "home" / "w.duckdb", settings=settings, expectations=True).close()
    files = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    content = b"".join(path.read_bytes() for path in files)
    pad = KEY.encode().ljust(64, b"\0")
    secrets = [KEY.encode(), bytes(byte ^ 0x36 for byte in pad), bytes(byte ^ 0x5C for byte in pad)]
    secrets += [line.split(",")[0].encode() for line in (folder / "requests.csv").read_text().splitlines()[1:]]
    secrets += [str(folder).encode()]
    assert {path.suffix for path in files} >= {".duckdb", ".html"}
    assert expected(KEY, "V0000").encode() in content
    assert [secret for secret in secrets if secret in content] == []


def test_bsns_are_accepted_when_they_are_keyed_on_arrival(tmp_path):
    rows = [{"request_id": number, "received_on": date(2025, 3, 3)} for number in ("123456782", "111222333")]
    folder = write_delivery(tmp_path / "levering", rows)
    build_small(folder, tmp_path / "w.duckdb", settings=Settings(pseudonym_key=KEY)).close()


@pytest.mark.parametrize("key", ["", "  "])
def test_an_empty_key_is_no_key(tmp_path, folder, key):
    with pytest.raises(VoortgangError, match="VOORTGANG_PSEUDONYM_KEY is leeg"):
        build_small(folder, tmp_path / "w.duckdb", settings=Settings(pseudonym_key=key))
    assert not (tmp_path / "w.duckdb").exists()
