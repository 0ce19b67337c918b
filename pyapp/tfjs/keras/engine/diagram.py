"""A model as a picture: layers as boxes in rows, arrows between them, as SVG."""

from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from tfjs.keras.engine.diagram_parts import Box, Parts, Show, parts_of

_CHARACTER: Final = 7.2
"""Width of a character of the font, in pixels."""
_LINE: Final = 17
_PAD: Final = 10
_GAP: Final = (28, 34)
"""Pixels between boxes of a row, and between rows."""
_COLORS: Final = {"InputLayer": "#e8f1fd", "Functional": "#f3ecfb", "Sequential": "#f3ecfb"}


class Diagram:
    """A picture of a model, shown by consoles and notebooks.

    Args:
        parts: Boxes and arrows.
        across: Whether it runs from left to right, not from top to bottom.
    """

    def __init__(self, parts: Parts, *, across: bool = False) -> None:
        self._parts = parts
        self._across = across
        self._chains = _bent(parts)
        self.width, self.height = _place(parts, self._chains, across=across)

    def _repr_svg_(self) -> str:
        return self.svg()

    def svg(self) -> str:
        """The picture as SVG."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:.0f}" '
            f'height="{self.height:.0f}" viewBox="0 0 {self.width:.0f} {self.height:.0f}" '
            'font-family="ui-monospace, Menlo, Consolas, monospace" font-size="12">'
        )
        arrow = (
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
            'markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#8a94a3"/></marker>'
            "</defs>"
        )
        lines = [self._arrow(chain) for chain in self._chains]
        boxes = [self._box(box) for box in self._parts.boxes if not box.is_bend]
        return "".join([head, arrow, *lines, *boxes, "</svg>"])

    def save(self, to_file: str | Path) -> None:
        """Write the picture to a file.

        Raises:
            ValueError: A name that does not end in `.svg`.
        """
        path = Path(to_file)
        if path.suffix.lower() != ".svg":
            raise ValueError(
                f"plot_model: expected a file name that ends in '.svg'. Received: {path.name}. "
                "Diagrams are vector graphics here."
            )
        path.write_text(self.svg(), encoding="utf-8")

    def _box(self, box: Box) -> str:
        color = _COLORS.get(box.kind, "#ffffff")
        left, top = box.x - box.width / 2, box.y - box.height / 2
        frame = (
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{box.width:.1f}" '
            f'height="{box.height:.1f}" rx="6" fill="{color}" stroke="#8a94a3"/>'
        )
        parts = [frame]
        for number, line in enumerate(box.lines):
            weight = ' font-weight="600"' if number == 0 else ' fill="#5b6573"'
            parts.append(
                f'<text x="{box.x:.1f}" y="{top + _PAD + _LINE * (number + 0.7):.1f}" '
                f'text-anchor="middle"{weight}>{escape(line)}</text>'
            )
        return "".join(parts)

    def _arrow(self, chain: list[int]) -> str:
        boxes = [self._parts.boxes[place] for place in chain]
        path = ""
        for start, end in pairwise(boxes):
            if self._across:
                x1, y1 = start.x + start.width / 2, start.y
                x2, y2 = end.x - end.width / 2, end.y
                middle = (x1 + x2) / 2
                curve = f"C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
            else:
                x1, y1 = start.x, start.y + start.height / 2
                x2, y2 = end.x, end.y - end.height / 2
                middle = (y1 + y2) / 2
                curve = f"C{x1:.1f} {middle:.1f} {x2:.1f} {middle:.1f} {x2:.1f} {y2:.1f}"
            path += curve if path else f"M{x1:.1f} {y1:.1f}{curve}"
        return f'<path d="{path}" fill="none" stroke="#8a94a3" marker-end="url(#tip)"/>'


def _bent(parts: Parts) -> list[list[int]]:
    """Arrows as chains of boxes, with a bend in each row that an arrow passes."""
    chains = []
    for start, end in parts.arrows:
        rows = range(parts.boxes[start].rank + 1, parts.boxes[end].rank)
        chains.append([start, *[parts.add(Box([], rank=rank)) for rank in rows], end])
    return chains


def _place(parts: Parts, chains: list[list[int]], *, across: bool) -> tuple[float, float]:
    """Say where boxes are; returns width and height of the picture."""
    for box in parts.boxes:
        if not box.is_bend:
            box.width = max(len(line) for line in box.lines) * _CHARACTER + 2 * _PAD
            box.height = len(box.lines) * _LINE + 2 * _PAD
    rows = _ordered(parts, chains)
    extents = [
        sum((b.height if across else b.width) + _GAP[0] for b in row) - _GAP[0] for row in rows
    ]
    breadth = max(extents, default=0.0)
    along = float(_PAD)
    for row, extent in zip(rows, extents, strict=True):
        depth = max(b.width if across else b.height for b in row)
        side = _PAD + (breadth - extent) / 2
        for box in row:
            size = box.height if across else box.width
            if across:
                box.x, box.y = along + depth / 2, side + size / 2
            else:
                box.x, box.y = side + size / 2, along + depth / 2
            side += size + _GAP[0]
        along += depth + _GAP[1]
    length = along - _GAP[1] + _PAD
    breadth += 2 * _PAD
    return (length, breadth) if across else (breadth, length)


def _ordered(parts: Parts, chains: list[list[int]]) -> list[list[Box]]:
    """The rows, in each of which boxes stand near those that they have arrows from and to."""
    count = max((box.rank for box in parts.boxes), default=-1) + 1
    rows: list[list[int]] = [[] for _ in range(count)]
    for place, box in enumerate(parts.boxes):
        rows[box.rank].append(place)
    above: dict[int, list[int]] = {place: [] for place in range(len(parts.boxes))}
    below: dict[int, list[int]] = {place: [] for place in range(len(parts.boxes))}
    for chain in chains:
        for start, end in pairwise(chain):
            above[end].append(start)
            below[start].append(end)
    for sweep in range(6):
        neighbors, order = (above, rows) if sweep % 2 == 0 else (below, rows[::-1])
        position = {
            place: at / max(len(row) - 1, 1) for row in rows for at, place in enumerate(row)
        }
        for row in order:
            means = {
                place: _mean([position[n] for n in neighbors[place]], position[place])
                for place in row
            }
            row.sort(key=lambda place, found=means: found[place])  # type: ignore[misc]
            position |= {place: at / max(len(row) - 1, 1) for at, place in enumerate(row)}
    return [[parts.boxes[place] for place in row] for row in rows if row]


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def plot_model(
    model: Any,
    to_file: str | Path | None = None,
    show_shapes: bool = False,
    show_dtype: bool = False,
    show_layer_names: bool = False,
    rankdir: str = "TB",
    expand_nested: bool = False,
    dpi: int = 200,
    show_layer_activations: bool = False,
    show_trainable: bool = False,
    **kwargs: Any,
) -> Diagram:
    """A picture of a model, as SVG.

    Args:
        model: The model; built, unless it is a functional one.
        to_file: Where it is written too; a name that ends in `.svg`.
        show_shapes: Whether boxes have the shapes of inputs and outputs.
        show_dtype: Whether boxes have the dtypes of outputs.
        show_layer_names: Whether boxes have the layers' names.
        rankdir: "TB" from top to bottom, "LR" from left to right.
        expand_nested: Whether models inside are drawn with their layers.
        dpi: Accepted, without effect: the picture has no pixels.
        show_layer_activations: Whether boxes have the layers' activations.
        show_trainable: Whether boxes say which layers are trained.
        **kwargs: None.

    Raises:
        ValueError: The model is not built, or another kind of file.
    """
    if kwargs:
        raise ValueError(f"Unrecognized keyword arguments: {kwargs}")
    if not model.built:
        raise ValueError(
            "This model has not yet been built. Build the model first by calling `build()` or by "
            "calling the model on a batch of data."
        )
    if rankdir not in ("TB", "LR"):
        raise ValueError(f"plot_model: expected rankdir='TB' or 'LR'. Received: {rankdir!r}.")
    show = Show(
        shapes=show_shapes,
        dtypes=show_dtype,
        names=show_layer_names,
        activations=show_layer_activations,
        trainable=show_trainable,
    )
    diagram = Diagram(parts_of(model, show, expand_nested=expand_nested), across=rankdir == "LR")
    if to_file is not None:
        diagram.save(to_file)
    return diagram


def model_to_dot(model: Any, **kwargs: Any) -> Diagram:
    """The same picture as `plot_model` makes; there is no Graphviz here."""
    return plot_model(model, None, **kwargs)
