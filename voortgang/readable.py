"""A result in words: what every reader sees instead of codes, on a page, in a letter and in a file."""

from voortgang.labels import SHOWN_AS
from voortgang.pipeline.rules import rules
from voortgang.pipeline.warehouse import Result

NO_VALUE = "onbekend"
FAST_TRACK = {"ja": "versneld", "nee": "regulier"}


def readable(result: Result, labels: dict[str, str], sees_cases: bool) -> Result:
    """The same result with the label in place of each code, and examples of cases only for who may see cases."""
    known = {
        **SHOWN_AS,
        **{rule.name: rule.title for rule in rules()},
        **labels,
        **(FAST_TRACK if result.parameters.get("split") == "fast_track" else {}),
    }
    frame = result.frame.copy()
    for name, column in result.metric.columns.items():
        if column.unit == "code":
            codes = frame[name].astype(object)  # an enumeration refuses a label that is not in it
            frame[name] = codes.map(known).fillna(codes)
    if "examples" in frame and not sees_cases:
        frame["examples"] = None
    if "split_value" in frame:
        frame["split_value"] = frame["split_value"].fillna(NO_VALUE)
    return Result(result.metric, frame, result.parameters, result.build)
