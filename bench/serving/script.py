"""A page of the app run without server or visitor, in this process."""

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.child import in_fresh_process

TIMEOUT = 600


def late_imports(home: Path, script_hash: str) -> list[str]:
    """The modules that a page still imports after a server has warmed up: its first visitor waits for them."""
    return in_fresh_process("bench.serving.script:imported_by_page", str(home.resolve()), script_hash)["modules"]


def imported_by_page(home: str, script_hash: str) -> dict[str, Any]:
    """The same, in this process, which must be a new one."""
    os.environ["VOORTGANG_HOME"] = home
    import streamlit.components.v2.manifest_scanner  # noqa: F401  a server itself has this from its start

    from voortgang.web.serve import warm_up

    run = page_script(script_hash)
    warm_up()
    before = set(sys.modules)
    run()
    gc.unfreeze()  # else DuckDB complains at the end about what was never collected
    return {"modules": sorted(set(sys.modules) - before)}


def page_script(script_hash: str) -> Callable[[], list[str]]:
    """A function that runs this page for the local user and returns what went wrong."""
    from streamlit.logger import set_log_level
    from streamlit.testing.v1 import AppTest

    from voortgang.web import access, sign_in
    from voortgang.web.serve import APP

    set_log_level("ERROR")  # it would warn that nobody visits
    sign_in.who_is_there = lambda: access.LOCAL  # there is no visitor, so no address to refuse either
    app = AppTest.from_file(APP, default_timeout=TIMEOUT)

    def run() -> list[str]:
        app._page_hash = script_hash  # switch_page() knows files only, and only after a first run
        app.run()
        return [str(shown.value) for shown in (*app.exception, *app.error)]

    return run
