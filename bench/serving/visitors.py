"""People at the running app, over Streamlit's own websocket protocol: many at once, without browsers."""

import asyncio
import random
import time
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Navigation_pb2 import Navigation
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

T = TypeVar("T")
PATIENCE = 120
"""seconds without any message before the benchmark gives up"""
ENDS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR)
"""not: finished early for a rerun, since a run that switches page goes on in the next"""


@dataclass(frozen=True)
class PageLink:
    """A page as the app lists it."""

    title: str
    path: str
    """of its address; empty for the page that opens first"""
    script_hash: str


@dataclass(frozen=True)
class Habits:
    """How many people there are, how often each runs a page, and how long each looks at it."""

    people: int
    runs: int
    think_seconds: float = 0


@dataclass(frozen=True)
class ScriptRun:
    """One run of a page for one visitor."""

    path: str
    is_first: bool
    """of the visit, connecting included"""
    seconds: float
    size: int
    """bytes sent to the visitor"""
    problems: tuple[str, ...]


def pages_of(address: str) -> list[PageLink]:
    """The pages that a visitor of the app can choose from."""
    return _finished(_navigation(address))


def crowd(address: str, paths: Sequence[str], habits: Habits) -> list[ScriptRun]:
    """Everybody arrives at once; each visits the pages in turn, starting with another one than the neighbour."""
    return _finished(_crowd(address, paths, habits))


def _finished(work: Coroutine[Any, Any, T]) -> T:
    """The outcome, from a thread of its own: a browser that is driven from this one keeps an event loop in it."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, work).result()


def listed(navigation: Navigation) -> list[PageLink]:
    """What the navigation shows: no hidden pages, no links to elsewhere."""
    shown = [page for page in navigation.app_pages if not page.is_hidden and not page.external_url]
    return [PageLink(page.page_name, page.url_pathname, page.page_script_hash) for page in shown]


async def _navigation(address: str) -> list[PageLink]:
    async with _connection(address) as socket:
        await _ask(socket, "")
        while True:
            message = await _next(socket)
            if message.WhichOneof("type") == "navigation":
                return listed(message.navigation)


async def _crowd(address: str, paths: Sequence[str], habits: Habits) -> list[ScriptRun]:
    visits = [_visit(address, [*paths[at:], *paths[:at]], habits) for at in _starts(len(paths), habits.people)]
    return [run for visit in await asyncio.gather(*visits) for run in visit]


def _starts(paths: int, people: int) -> list[int]:
    return [person % paths for person in range(people)]


async def _visit(address: str, paths: Sequence[str], habits: Habits) -> list[ScriptRun]:
    runs: list[ScriptRun] = []
    started = time.perf_counter()
    async with _connection(address) as socket:
        for number in range(habits.runs):
            path = paths[number % len(paths)]
            if number:
                await asyncio.sleep(habits.think_seconds * random.uniform(0.7, 1.3))
                started = time.perf_counter()
            await _ask(socket, path)
            size, problems = await _until_finished(socket)
            runs.append(ScriptRun(path, not number, time.perf_counter() - started, size, problems))
    return runs


def _connection(address: str) -> connect:
    # without sign-in the app answers only who comes from this computer: Host and Origin say so
    stream = address.replace("http", "ws", 1) + "/_stcore/stream"
    spoken, origin = [Subprotocol("streamlit")], Origin(address)
    return connect(stream, subprotocols=spoken, origin=origin, max_size=None, open_timeout=PATIENCE)


async def _ask(socket: ClientConnection, path: str) -> None:
    message = BackMsg()
    message.rerun_script.query_string = ""
    message.rerun_script.page_name = path
    await socket.send(message.SerializeToString())


async def _until_finished(socket: ClientConnection) -> tuple[int, tuple[str, ...]]:
    size, problems = 0, []
    while True:
        message = await _next(socket)
        size += message.ByteSize()
        problems.append(problem(message))
        if message.WhichOneof("type") == "script_finished" and message.script_finished in ENDS:
            return size, tuple(filter(None, problems))


async def _next(socket: ClientConnection) -> ForwardMsg:
    message = ForwardMsg()
    message.ParseFromString(await asyncio.wait_for(socket.recv(decode=False), PATIENCE))
    return message


def problem(message: ForwardMsg) -> str:
    """What went wrong according to this message, empty when nothing did."""
    kind = message.WhichOneof("type")
    if kind == "page_not_found":
        return f"page not found: {message.page_not_found.page_name}"
    if kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
        return "the script does not compile"
    element = message.delta.new_element
    if element.WhichOneof("type") == "exception":
        return element.exception.message
    is_error = element.WhichOneof("type") == "alert" and element.alert.format == Alert.ERROR
    return element.alert.body if is_error else ""
