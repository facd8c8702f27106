"""Keeping the register of measures: propose, review, add a row, and see who did what."""

from voortgang.web.editing.adding import new_row
from voortgang.web.editing.changing import change
from voortgang.web.editing.looking_back import audit_trail_of_row
from voortgang.web.editing.reviewing import review
from voortgang.web.editing.telling import style

__all__ = ["audit_trail_of_row", "change", "new_row", "review", "style"]
