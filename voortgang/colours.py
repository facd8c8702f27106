"""Colours, dashes and markers of the house, for every program that draws our figures: browser, Word, Excel."""

# each at least 3:1 against white and against the dark background of the app; a test computes that
BLUE, ORANGE, GREY = "#007bc7", "#d95f00", "#7f858c"
COLOURS = (BLUE, ORANGE, "#8a5fc7", "#39870c", "#ca005d", "#94710a", "#00857c", "#c0469a")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
MARKERS = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross", "x", "star")
PATTERNS = ("", "/", "\\", "x", "-", "|", "+", ".")
"""of bars, as Plotly writes them"""


def look(number: int) -> tuple[str, str, str]:
    """Colour, marker and dash of the n-th series: never colour alone."""
    return COLOURS[number % len(COLOURS)], MARKERS[number % len(MARKERS)], DASHES[number % len(DASHES)]
