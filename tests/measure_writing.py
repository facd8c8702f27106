"""A status written without a draft, under the same rules, for tests that only need one to be there."""

from datetime import date

from voortgang.register.measures import writing
from voortgang.register.measures.model import NO_REASON, Because, Content, Status


def write_status(
    row_id: int, content: Content, valid_from: date, *, based_on: int, by: str, because: Because = NO_REASON
) -> Status:
    with writing.alone() as connection:
        return writing.write_status(connection, row_id, content, valid_from, based_on=based_on, by=by, because=because)
