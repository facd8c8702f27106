"""Peak memory of this process, also of one part of its work."""

import resource
from pathlib import Path

STATUS = Path("/proc/self/status")
CLEAR_REFS = Path("/proc/self/clear_refs")
RESET_PEAK = "5"


def peak_mib() -> float:
    """Highest resident memory since the start or the last reset, in MiB.

    Linux's own count of this program comes first: ru_maxrss of a child also holds what its parent used before.
    """
    if STATUS.exists():
        return _status_mib("VmHWM")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def reset_peak() -> None:
    """Start counting again from what is in use now; elsewhere than on Linux the peak stays that of the whole run."""
    if CLEAR_REFS.exists():
        CLEAR_REFS.write_text(RESET_PEAK)


def _status_mib(field: str) -> float:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(f"{field}:"))
    return int(line.split()[1]) / 1024
