"""Start the pages: refuse an address that nobody may use, warm up, then serve, all in one process."""

import gc
import logging
import os
import runpy
import socket
import sys
from contextlib import suppress
from threading import Thread

import streamlit as st
import typer
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.bootstrap import load_config_options

from voortgang.errors import VoortgangError
from voortgang.pipeline.metrics import metrics
from voortgang.settings import ROOT, settings
from voortgang.web import access, filters, run
from voortgang.web.responses import InDutch
from voortgang.web.sign_in import configured_secrets

APP = ROOT / "app.py"
WITH_MODELS = ("task_force", "forecast")
"""pages of which the figures take seconds the first time"""
SOMETHING_WRONG = "Er ging iets mis op deze pagina. De beheerder vindt de oorzaak in het logboek van de server."


def serve(port: int = 8501) -> None:
    """Serve the pages until stopped, on the address in .streamlit/config.toml or STREAMLIT_SERVER_ADDRESS.

    Raises VoortgangError when that address is open to others while nobody can sign in, or when the port is taken.
    """
    sys.argv = [str(APP)]  # Streamlit looks for its configuration beside the script that was started
    application = st.App(APP, middleware=[Middleware(InDutch)], on_script_error=_tell_something_is_wrong)
    # unlike `streamlit run`, an st.App does not read Streamlit's own environment variables
    named = {"server.address": os.environ.get("STREAMLIT_SERVER_ADDRESS")}
    options = {"server.port": port} | {name: value for name, value in named.items() if value}
    load_config_options(options)
    address = st.get_option("server.address")
    if "auth" not in configured_secrets() and not access.is_loopback(address):
        raise VoortgangError(f"Het adres {address or '0.0.0.0'} is voor anderen bereikbaar. {access.HOW_TO_SIGN_IN}")
    _refuse_taken_port(address, port)
    # Streamlit's old router would answer the first visitor to an address of ours with "Page not found"
    PagesManager.uses_pages_directory = False
    warm_up()
    if settings().warm_models:
        Thread(target=_warm_up_models, daemon=True).start()
    _log_exports()  # after it: nobody looked at what the warming up computed
    typer.echo(f"De Voortgangsmonitor staat op http://localhost:{port} (stoppen met Ctrl-C).")
    application.run(config=options)


def warm_up() -> None:
    """Import, open, compute and draw what the first visitor would wait for; keep it out of garbage collection."""
    logging.disable(logging.WARNING)  # Streamlit warns that nobody is there to see these pages
    try:
        with access.signed_in(access.LOCAL):
            for name, found in metrics().items():
                if not found.is_model:
                    run(name, filters.default_selection())
            for page in sorted((ROOT / "pages").glob("*.py")):
                if page.stem not in WITH_MODELS:
                    runpy.run_path(str(page))
    except VoortgangError as error:  # nothing built yet: the pages say so themselves
        typer.echo(error)
    logging.disable(logging.NOTSET)
    gc.collect()
    gc.freeze()


def _warm_up_models() -> None:
    """Compute what takes seconds, while the first visitors look at the first pages."""
    with access.signed_in(access.LOCAL):
        for name, found in metrics().items():
            if found.is_model:
                with suppress(VoortgangError):  # too little is known: the page says so
                    run(name, filters.default_selection())


def _log_exports() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))
    access.audit.addHandler(handler)
    access.audit.setLevel(logging.INFO)


def _refuse_taken_port(address: str | None, port: int) -> None:
    try:
        socket.create_server((address or "", port)).close()
    except OSError as error:
        raise VoortgangError(f"Poort {port} is niet beschikbaar. Kies een andere met --port.") from error


def _tell_something_is_wrong(_problem: Exception) -> bool:
    """Instead of the English notice; Streamlit has already logged the problem."""
    st.error(SOMETHING_WRONG)
    return True
