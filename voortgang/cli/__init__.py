"""The command line: a module per kind of task; what a command does stands in `commands`."""

from voortgang.cli import deliveries, figures, letter, methods, portfolio, register
from voortgang.cli.app import app

__all__ = ["app", "deliveries", "figures", "letter", "methods", "portfolio", "register"]
