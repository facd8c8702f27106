"""The command line: `voortgang` with a command per task."""

import sys

import typer

from voortgang.cli import app
from voortgang.errors import VoortgangError


def main() -> None:
    """Run a command; a VoortgangError becomes its sentence on standard error and exit code 1."""
    try:
        app()
    except VoortgangError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
