"""Which projects to do with the days there are: an exact choice, and why it is what it is."""

from voortgang.methods.portfolio.conflict import Conflict, smallest_conflict
from voortgang.methods.portfolio.problem import Problem, Project, needed_by
from voortgang.methods.portfolio.solve import Choice, solve

__all__ = ["Choice", "Conflict", "Problem", "Project", "needed_by", "smallest_conflict", "solve"]
