"""Which measures wait for which IV project, and which project has to be finished before it."""

from datetime import datetime

from voortgang.dutch import HERE
from voortgang.pipeline.selection import Selection
from voortgang.register.measures.selecting import Choice
from voortgang.register.measures.whole import register
from voortgang.web.measures.choosing import View
from voortgang.web.measures.iv_days import unfinished_projects
from voortgang.web.measures.relations import dependencies_with


def dependencies(chosen: Selection) -> None:
    """The graph of the page of measures as it stood on the reference date, with the IV projects in it."""
    today = datetime.now(HERE).date()
    view = View(register(), chosen.as_of, today, is_all_known=True, choice=Choice())
    dependencies_with(view, unfinished_projects(chosen))
