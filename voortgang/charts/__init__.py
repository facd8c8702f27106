"""One function per kind of figure: a protected result in, a Plotly figure and what it says out.

The only importer of Plotly. Colours never carry meaning alone: series also differ in dash and marker, bars in pattern.
The Plotly that Streamlit ships knows English only, so ticks and hover texts are written out here.
"""

from voortgang.charts.bars import distribution, ladder
from voortgang.charts.over_time import share_against_norm, throughput_against_norm
from voortgang.charts.style import Chart

__all__ = ["Chart", "distribution", "ladder", "share_against_norm", "throughput_against_norm"]
