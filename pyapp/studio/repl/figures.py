"""A matplotlib backend that shows figures by `plt.show()`, and at the end of an input.

Chosen by MPLBACKEND=module://studio.repl.figures; imported by matplotlib alone.
"""

import base64
import io
from typing import Any

from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

from studio.display import display

__all__ = ["FigureCanvas", "FigureManager", "flush", "show"]


class _Picture:
    """A drawn figure."""

    def __init__(self, figure: Any) -> None:
        out = io.BytesIO()
        figure.savefig(out, format="png", dpi=figure.dpi * _SCALE, bbox_inches="tight")
        width, height = figure.get_size_inches() * figure.dpi
        self._png = out.getvalue()
        self._text = f"<Figure size {width:g}x{height:g}>"

    def __repr__(self) -> str:
        return self._text

    def _repr_mimebundle_(self) -> dict[str, Any]:
        png = base64.b64encode(self._png).decode()
        return {"image/png": png, "application/vnd.tfjs.scale": _SCALE}


_SCALE = 2
"""Pixels drawn for each pixel of the page: screens are fine today."""


class FigureCanvas(FigureCanvasAgg):  # type: ignore[misc]
    """Draws into memory."""


class FigureManager(FigureManagerBase):  # type: ignore[misc]
    """Shows its figure when asked, and at the end of a line."""

    def show(self) -> None:
        """Show this figure now."""
        display(_Picture(self.canvas.figure))


FigureCanvas.manager_class = FigureManager


def show(*, close: bool = True, block: bool | None = None) -> None:
    """Show every open figure, then close it."""
    for manager in Gcf.get_all_fig_managers():
        display(_Picture(manager.canvas.figure))
    if close:
        Gcf.destroy_all()


def picture_of(figure: Any) -> dict[str, Any]:
    """What shows a figure that is a result; the end of the input need not show it again."""
    Gcf.destroy_fig(figure)
    return _Picture(figure)._repr_mimebundle_()


def flush() -> None:
    """Show what a line has drawn and not shown itself."""
    if Gcf.get_all_fig_managers():
        show()
