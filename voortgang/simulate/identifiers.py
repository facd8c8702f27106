"""Pseudonymous request ids: a V and ten hexadecimal digits, never mistaken for a citizen service number."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

MASK = np.uint64((1 << 40) - 1)
WIDTH = 11
HEX_PAIRS = np.array([list(f"{byte:02x}".encode()) for byte in range(256)], dtype=np.uint8)


def identifiers(rows: NDArray[np.int64], seed: int) -> pa.Array:
    """A string for each row number, (n,); empty for negative row numbers."""
    scrambled = _scramble(rows.astype(np.uint64), seed)
    text = np.empty((len(rows), WIDTH), dtype=np.uint8)
    text[:, 0] = ord("V")
    five_bytes = scrambled.astype(">u8").view(np.uint8).reshape(-1, 8)[:, 3:]
    text[:, 1:] = HEX_PAIRS[five_bytes].reshape(-1, WIDTH - 1)
    fixed = pa.FixedSizeBinaryArray.from_buffers(pa.binary(WIDTH), len(rows), [_validity(rows), pa.py_buffer(text)])
    return fixed.cast(pa.binary()).cast(pa.string())


def _validity(rows: NDArray[np.int64]) -> pa.Buffer:
    return pa.py_buffer(np.packbits(rows >= 0, bitorder="little"))


def _scramble(numbers: NDArray[np.uint64], seed: int) -> NDArray[np.uint64]:
    """Every step can be undone within 40 bits, so different row numbers give different ids."""
    mixed = numbers & MASK
    for factor in (0x9E3779B97F, 0xC2B2AE3D27):
        mixed = (mixed + np.uint64(seed % (1 << 40))) & MASK
        mixed = (mixed * np.uint64(factor)) & MASK
        mixed ^= mixed >> np.uint64(20)
    return mixed
