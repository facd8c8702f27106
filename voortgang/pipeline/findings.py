"""What a check found: shown to people, stored in the build record."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["critical", "warning"]
SHOWN_EXAMPLES = 5


@dataclass(frozen=True)
class Finding:
    """One broken promise: how bad, where, why it matters and how many rows break it."""

    severity: Severity
    extract: str
    check: str
    reason: str
    """a Dutch sentence for the person who delivers or uses the data"""
    rows: int
    column: str = ""
    examples: tuple[str, ...] = ()
    """at most a few row numbers or pseudonymised identifiers"""

    def sentence(self) -> str:
        """The finding as one line for the terminal."""
        where = f"{self.extract}, kolom {self.column}" if self.column else self.extract
        examples = f" Bijvoorbeeld: {', '.join(self.examples)}." if self.examples else ""
        return f"{where}: {self.reason} Aantal: {self.rows}.{examples}"


def critical(findings: Iterable[Finding]) -> list[Finding]:
    """Those that refuse a build."""
    return [finding for finding in findings if finding.severity == "critical"]
