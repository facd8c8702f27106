"""Commitments to parliament: what was promised, by when, and in which letter it was settled."""
