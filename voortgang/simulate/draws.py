"""Random draws that are the same for the same seed, whatever else is drawn."""

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from voortgang.simulate.world import Days, Shares

LEVELS = 1 << 16


def stream(seed: int, topic: str) -> np.random.Generator:
    """The random numbers of one topic: a change in one topic leaves the others as they were."""
    return np.random.default_rng([seed, crc32(topic.encode())])


def _levels(shares: list[float]) -> NDArray[np.intp]:
    """How many of the 65,536 equally likely levels each value gets."""
    bounds = np.rint(np.cumsum(shares) / sum(shares) * LEVELS).astype(np.intp)
    return bounds - np.concatenate([[0], bounds[:-1]])


def pick_codes(rng: np.random.Generator, shares: Shares, size: int) -> NDArray[np.uint8]:
    """Positions in `shares`, (size,)."""
    table = np.repeat(np.arange(len(shares), dtype=np.uint8), _levels([share for _, share in shares]))
    return table[rng.integers(0, LEVELS, size, dtype=np.uint16)]


def pick_days(rng: np.random.Generator, days: Days, size: int) -> NDArray[np.int16]:
    """Numbers of days, (size,)."""
    table = np.repeat(np.array([day for day, _ in days], dtype=np.int16), _levels([share for _, share in days]))
    return table[rng.integers(0, LEVELS, size, dtype=np.uint16)]


def pick_flags(rng: np.random.Generator, share: float, size: int) -> NDArray[np.bool_]:
    """True for about `share` of the rows, (size,)."""
    return rng.integers(0, LEVELS, size, dtype=np.uint16) < np.uint32(round(share * LEVELS))
