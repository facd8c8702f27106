"""Who waits for whom, as dots and arrows in layers: who waits on the left, what is waited for on the right."""

from collections.abc import Mapping, Sequence
from html import escape

from voortgang import dutch
from voortgang.alt_text import measures as alt_text
from voortgang.charts.style import BLUE, COLOURS, GREY, ORANGE, PANEL_HEIGHT, Chart, Part, in_house_style, wrapped
from voortgang.register.measures.dependencies import KINDS, PROJECT, Critical, Graph, Key, Node
from voortgang.register.measures.naming import short_name

SHAPES = (("circle", BLUE), ("triangle-up", COLOURS[3]), ("square", ORANGE), ("diamond", COLOURS[2]))
LOOKS = dict(zip(KINDS, SHAPES, strict=True))
NODE_HEIGHT, AROUND, LABEL_WIDTH = 38, 60, 16
PROJECT_HEIGHT = 88
"""the name of a project takes up to five lines"""
Places = Mapping[Key, tuple[int, float]]


def measure_dependencies(graph: Graph, found: Sequence[Critical], numbers: Mapping[int, tuple[int, ...]]) -> Chart:
    """Nodes in layers by the length of what they wait for; `numbers`: the VM numbers per measure."""
    places = _places(graph)
    waiting = {each.node.key: each for each in found}
    last = max((layer for layer, _ in places.values()), default=0)
    traces = [_arrows(graph, places)] if graph.needs else []
    for kind in KINDS:
        nodes = [node for node in graph.nodes.values() if node.kind == kind]
        if nodes:
            traces.append(_dots(kind, nodes, places, [_label(node, waiting, numbers) for node in nodes], waiting))
    tallest = max((sum(layer == each for layer, _ in places.values()) for each in range(last + 1)), default=1)
    layout: Part = {
        "xaxis": {"visible": False, "range": [-last - 0.45, 0.75]},
        "yaxis": {"visible": False, "range": [-0.08, 1.08]},
    }
    has_projects = any(node.kind == PROJECT for node in graph.nodes.values())
    panels = (tallest * (PROJECT_HEIGHT if has_projects else NODE_HEIGHT) + AROUND) / PANEL_HEIGHT
    return Chart(in_house_style(traces, layout, panels, 2), alt_text.measure_dependencies(graph, found))


def _places(graph: Graph) -> Places:
    """Layer 0 is what waits for nothing; within a layer the nodes stand evenly, by their names."""
    depths = {key: _depth(key, graph, frozenset()) for key in graph.nodes}
    places: dict[Key, tuple[int, float]] = {}
    for layer in set(depths.values()):
        keys = sorted((key for key in depths if depths[key] == layer), key=lambda key: _order(key, graph))
        for at, key in enumerate(keys):
            places[key] = (layer, 1 - (at + 0.5) / len(keys))
    return places


def _order(key: Key, graph: Graph) -> tuple[str, str]:
    """What waits for the same stands together."""
    return "|".join(sorted(graph.nodes[each].name for each in graph.needs.get(key, ()))), graph.nodes[key].name


def _depth(key: Key, graph: Graph, seen: frozenset[Key]) -> int:
    needs = graph.needs.get(key, frozenset()) - seen - {key}
    return 1 + max((_depth(each, graph, seen | {key}) for each in needs), default=-1)


def _arrows(graph: Graph, places: Places) -> Part:
    ends = [(places[one], places[other]) for one, keys in graph.needs.items() for other in keys]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": "wacht op",
        "x": [x for (one, _), (other, _) in ends for x in (-one, -other, None)],
        "y": [y for (_, one), (_, other) in ends for y in (one, other, None)],
        "line": {"color": GREY, "width": 1.5},
        "marker": {"symbol": "arrow", "size": [0, 12, 0] * len(ends), "angleref": "previous", "standoff": 9}
        | {"color": GREY},
        "hoverinfo": "skip",
    }


def _dots(
    kind: str, nodes: Sequence[Node], places: Places, labels: Sequence[str], waiting: Mapping[Key, Critical]
) -> Part:
    symbol, colour = LOOKS[kind]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": kind,
        "x": [-places[node.key][0] for node in nodes],
        "y": [places[node.key][1] for node in nodes],
        "text": labels,
        "textposition": [_side(places[node.key][0], node.key in waiting) for node in nodes],
        "textfont": {"size": 12},
        "cliponaxis": False,
        "marker": {"symbol": symbol, "size": 14, "color": colour},
        "hovertext": [_told(node, waiting.get(node.key)) for node in nodes],
        "hoverinfo": "text",
    }


def _side(layer: int, is_waited_for: bool) -> str:
    """Beside the figure where there is room, above the dot in between."""
    return "middle right" if layer == 0 else "top center" if is_waited_for else "middle left"


def _label(node: Node, waiting: Mapping[Key, Critical], numbers: Mapping[int, tuple[int, ...]]) -> str:
    if isinstance(node.key, int):
        return escape(short_name(numbers.get(node.key, ()), node.name))
    name = "<br>".join(escape(part) for part in wrapped(node.name, LABEL_WIDTH).split("<br>"))
    return f"{name}<br>({_rows(waiting[node.key])})"


def _told(node: Node, waits: Critical | None) -> str:
    name = escape(node.name)
    return f"{name}<br>hierop wachten {_rows(waits)}" if waits else name


def _rows(waits: Critical) -> str:
    return dutch.plural(len(waits.rows), "rij", "rijen")
