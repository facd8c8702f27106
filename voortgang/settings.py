"""Places and thresholds, from the environment (VOORTGANG_…); nothing else in the product reads it."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[1]
QUERIES = ROOT / "queries"
CHECKS = ROOT / "checks"
REFERENCE = ROOT / "data" / "reference"
MAPPINGS = ROOT / "data" / "mappings"


class Settings(BaseSettings):
    """Choices an operator may change; each default is explained in docs/decisions.md."""

    model_config = SettingsConfigDict(env_prefix="VOORTGANG_")

    home: Path = ROOT / "data"
    """folder for deliveries, warehouses and, unless `register_url` says otherwise, the register"""
    register_url: SecretStr | None = None
    """database of what people write; without it a SQLite file, register.db, in `home`"""
    counting: Literal["strict", "inclusive"] = "strict"
    """does the day on which a request was supplemented still count as suspended?"""
    pseudonym_key: SecretStr | None = None
    """when set, identifiers are keyed (HMAC-SHA256) on arrival"""
    smallest_count: int = 10
    """counts below this are not shown"""
    smallest_denominator: int = 100
    """a percentage or median of a group below this does not leave the building"""
    bsn_share: float = 0.01
    """a column is refused when a larger share of its values passes the BSN eleven-test"""
    batch_rows: int = 500_000
    """rows that Great Expectations sees at a time"""
    memory_limit: str = "2GB"
    """what DuckDB may use while building"""
    kept_builds: int = 3
    """published builds that stay on disk"""
    warm_models: bool = True
    """compute what takes seconds while the server starts, so that nobody waits for it"""

    @property
    def warehouse(self) -> Path:
        """The published warehouse, a link to the newest build."""
        return self.home / "warehouse.duckdb"


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
