"""A bare Streamlit page with as many figures and tables as a page of ours, served the same way."""

import gc
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SCRIPT = """
import json
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

shape = json.loads(Path(__file__).with_name("shapes.json").read_text())[int(st.query_params["shape"])]
st.set_page_config(page_title="Bare", layout="wide")
st.title("Bare")
for number, traces in enumerate(shape["figures"]):
    scatters = [go.Scatter(x=list(range(points)), y=list(range(points))) for points in traces]
    st.plotly_chart(go.Figure(scatters), key=f"figure-{number}")
for rows, columns in shape["tables"]:
    row = "<tr>" + "<td>1.234</td>" * columns + "</tr>"
    st.html(f"<table>{row * rows}</table>")
"""


def write_bare(folder: Path, shapes: Sequence[Any]) -> Path:
    """The script of a page that takes its shape from the address: ?shape=NUMBER."""
    script = folder / "bare.py"
    script.write_text(SCRIPT)
    (folder / "shapes.json").write_text(json.dumps(shapes))
    return script


def serve(script: str, port: int) -> None:
    """Serve as `voortgang serve` does: with .streamlit/config.toml of this folder, heavy imports done, GC frozen."""
    import pandas  # noqa: F401
    import plotly.graph_objects  # noqa: F401
    import streamlit as st
    from streamlit.web.bootstrap import load_config_options

    sys.argv = [script]
    options = {"server.port": port}
    load_config_options(options)
    gc.collect()
    gc.freeze()
    st.App(script).run(config=options)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
