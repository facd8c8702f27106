"""The README is true: what it tells people to type exists, and what it lists is complete."""

import re
import shlex
from collections.abc import Iterator

import click
import pytest
import typer

from voortgang.__main__ import app
from voortgang.pipeline.contracts import contracts
from voortgang.pipeline.mappings import read_mapping
from voortgang.pipeline.metrics import metric
from voortgang.settings import ROOT, Settings

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app)


def typed_lines() -> Iterator[list[str]]:
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            yield shlex.split(line, comments=True)


def voortgang_commands() -> list[list[str]]:
    return [words[words.index("voortgang") + 1 :] for words in typed_lines() if "voortgang" in words]


@pytest.mark.parametrize("words", voortgang_commands(), ids=" ".join)
def test_every_command_line_is_understood(words):
    command = COMMANDS.get_command(click.Context(COMMANDS), words[0])
    assert command is not None, f"voortgang {words[0]} does not exist"
    command.make_context(words[0], words[1:])


def test_every_command_is_mentioned():
    assert {
        name for name in COMMANDS.list_commands(click.Context(COMMANDS)) if f"`voortgang {name}`" not in README
    } == set()


def test_every_make_target_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = {words[1] for words in typed_lines() if words[:1] == ["make"]} | set(re.findall(r"`make ([a-z]+)", README))
    assert named - targets == set()
    assert {"setup", "run", "test", "build", "check", "bench"} <= named


def test_every_make_variable_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    variables = set(re.findall(r"^([A-Z_]+) \?=", makefile, re.MULTILINE))
    assert set(re.findall(r"make [a-z]+ ([A-Z_]+)=", README)) - variables == set()


def test_every_setting_is_listed_with_its_default():
    listed = dict(
        re.findall(r"^\| `VOORTGANG_([A-Z_]+)` \|.*\| `?([^|`]+)`?(?: in deze map)? \|$", README, re.MULTILINE)
    )
    assert set(listed) == {name.upper() for name in Settings.model_fields}
    plain = {
        name.upper(): field.default
        for name, field in Settings.model_fields.items()
        if name not in {"home", "register_url", "pseudonym_key"}
    }
    assert {name: listed[name].strip() for name in plain} == {name: str(value) for name, value in plain.items()}


@pytest.mark.parametrize("extract", contracts())
def test_every_column_of_a_delivery_is_listed(extract):
    row = re.search(rf"^\| \[{extract}\]\(.*?\) \| (.*) \|$", README, re.MULTILINE)
    assert row is not None
    assert re.findall(r"`(\w+)`", row[1]) == [column.delivered for column in contracts()[extract].columns]


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_every_link_leads_somewhere(link):
    assert (ROOT / link).exists()


def test_every_metric_exists():
    named = [words[1] for words in voortgang_commands() if words[0] == "metric"]
    assert [metric(name).name for name in named] == named != []


def test_the_example_of_a_mapping_can_be_read(tmp_path):
    (example,) = re.findall(r"```toml\n# data/mappings/(\w+)\.toml\n(.*?)```", README, re.DOTALL)
    (tmp_path / f"{example[0]}.toml").write_text(example[1], encoding="utf-8")
    shape = read_mapping(example[0], tmp_path).extracts["requests"]
    delivered = {column.delivered for column in contracts()["requests"].columns}
    assert shape.left_out
    assert set(shape.sources) <= delivered
