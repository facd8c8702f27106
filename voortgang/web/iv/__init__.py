"""The page of IV days: what is chosen, and a part per tab."""

from voortgang.web.iv.choosing import choose
from voortgang.web.iv.parts import PARTS, tell_over_commitment

__all__ = ["PARTS", "choose", "tell_over_commitment"]
