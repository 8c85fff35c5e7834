"""Charts and maps that stand alone, as SVG to be shown elsewhere: no style sheet reaches them, so they bring their colours along."""

import math
from typing import Any

from fastapi.responses import Response

from memcon.faces.web.charts import Chart
from memcon.faces.web.inks import INKS
from memcon.faces.web.rendering import environment

_LETTER, _SMALL_LETTER = 7.4, 5.7  # pixels
_BELOW = "Counted by memcon from reports; it takes no position on what they say."


def picture(chart: Chart, heading: str, ground: str) -> Response:
    """A chart on a light or dark ground."""
    width = max(chart.width, _LETTER * len(heading), _SMALL_LETTER * len(_BELOW)) + 16
    return drawn("chart.svg", ground, chart=chart, width=math.ceil(width), heading=heading, below=_BELOW)


def drawn(template: str, ground: str, **context: Any) -> Response:
    """An SVG template filled in."""
    words = environment().get_template(template).render(inks=INKS[ground], **context)
    return Response(words, media_type="image/svg+xml")
