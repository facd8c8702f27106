"""The import rules and the size budget of DESIGN, over the syntax trees: each rule has one place that may break it."""

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from voortgang.settings import ROOT

PACKAGE = ROOT / "voortgang"
PAGES = sorted((ROOT / "pages").glob("*.py"))
MODULES = [ROOT / "app.py", *PAGES, *sorted(PACKAGE.rglob("*.py"))]
BUILDING = ("build", "engines", "marts", "opening", "problems", "reading", "record", "rules", "staging", "warehouse")
ONLY_IN = {
    "streamlit": ("app.py", "pages/", "voortgang/web/"),
    "plotly": ("voortgang/charts/",),
    "great_expectations": ("voortgang/pipeline/checks.py", "voortgang/pipeline/data_docs.py"),
    "duckdb": tuple(f"voortgang/pipeline/{module}.py" for module in BUILDING),
    "pyspark": ("voortgang/pipeline/engines.py",),
    "sqlalchemy": ("voortgang/register/",),
    "alembic": ("voortgang/register/",),
}
FOR_METHODS = {"numpy", "pandas", "scipy", "statsmodels"}
FOR_PAGES = re.compile(r"streamlit|voortgang\.(web|charts|letter|register|methods)(\.|$)|voortgang$")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports at run time, wherever in the file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            for unused in ast.walk(node):
                unused.names = []  # only read by type checkers
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


@pytest.mark.parametrize("package", ONLY_IN)
def test_a_heavy_package_is_imported_in_one_place(package):
    importers = {name_of(path) for path in MODULES if any(is_within(name, package) for name in imports(path))}
    assert [name for name in importers if not name.startswith(ONLY_IN[package])] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_imports_no_more_than_it_needs_to_choose_run_and_show(page):
    assert [name for name in imports(page) if not FOR_PAGES.match(name)] == []
    assert not re.search(r"\b(select|from .* where)\b", page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", sorted((PACKAGE / "methods").rglob("*.py")), ids=name_of)
def test_a_method_is_pure(module):
    allowed = sys.stdlib_module_names | FOR_METHODS
    ours = ("voortgang.methods", "voortgang.errors")
    names = [name for name in imports(module) if not any(is_within(name, package) for package in ours)]
    assert [name for name in names if name.split(".")[0] not in allowed] == []
    assert not {"sqlite3", "pathlib", "socket", "urllib", "os"} & {name.split(".")[0] for name in names}


def test_no_page_load_imports_great_expectations():
    """Its import takes seconds, so the way from `app.py` to a figure never touches it."""
    script = "import sys, voortgang.web, voortgang.web.frame; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT).returncode == 0


def test_a_module_is_short():
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert [name_of(path) for path, count in lines.items() if count > (60 if path in PAGES else 200)] == []


def test_a_function_is_short_and_most_are_very_short():
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
    found = [
        (f"{name_of(path)}: {node.name}", node.end_lineno - node.lineno + 1)
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [name for name, lines in found if lines > 40] == []
    assert statistics.median(lines for _, lines in found) <= 10
