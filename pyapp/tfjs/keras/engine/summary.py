"""`model.summary()`: the layers as a table, of text as Keras draws it, or of HTML."""

import re
from html import escape
from typing import Any, Final, NamedTuple

from tfjs import dtypes, nest
from tfjs.keras.engine.operation import is_default
from tfjs.keras.engine.text_table import Column, text_table

_OURS: Final = __name__.partition(".")[0]
_WIDTH: Final = 76
"""What Keras takes for a terminal of 80 columns."""


class Row(NamedTuple):
    """A layer in the table."""

    level: int
    name: str
    kind: str
    shape: str
    params: str
    connections: str
    trainable: str


class Summary:
    """What the table says.

    Args:
        model: The model.
        expand_nested: Whether the layers of models inside are listed too.
        layer_range: Names, or patterns, of the first and the last layer.

    Raises:
        ValueError: `layer_range` is not two names of layers.
    """

    def __init__(self, model: Any, *, expand_nested: bool = False, layer_range: Any = None) -> None:
        self.name: str = model.name
        graph = getattr(model, "_graph", None)
        layers = model.layers if graph is None else graph.operations
        self.sequential = graph is None or _is_chain(model)
        self._keys = set() if graph is None else graph.keys
        self._expand = expand_nested
        first, last = _bounds(layers, layer_range)
        self.rows = [row for layer in layers[first:last] for row in self._rows(layer, 0)]
        self.totals = _totals(model)

    def _rows(self, layer: Any, level: int) -> list[Row]:
        found = [self._row(layer, level)]
        if self._expand:
            for inner in getattr(layer, "layers", ()):
                found += self._rows(inner, level + 1)
        return found

    def _row(self, layer: Any, level: int) -> Row:
        if not hasattr(layer, "built"):
            params = "0"
        elif layer.built:
            params = f"{layer.count_params():,}"
        else:
            params = "0 (unbuilt)"
        own = getattr(layer, "weights", ())
        trains = ("Y" if layer.trainable else "N") if own else "-"
        shape, kind = shape_text(layer), type(layer).__name__
        return Row(level, layer.name, kind, shape, params, self._connections(layer), trains)

    def _connections(self, layer: Any) -> str:
        parts = [
            f"{x._keras_history.operation.name}[{x._keras_history.node_index}]"
            f"[{x._keras_history.tensor_index}]"
            for node in layer._inbound_nodes
            if (id(layer), node.index) in self._keys
            for x in node.input_tensors
        ]
        return ", ".join(parts) or "-"

    def text(
        self,
        line_length: int | None = None,
        positions: Any = None,
        *,
        show_trainable: bool = False,
    ) -> str:
        """The table as text, with box-drawing characters."""
        heads = ["Layer (type)", "Output Shape", "Param #"]
        places = [0.45, 0.80, 1.0] if self.sequential else [0.3, 0.56, 0.74, 1.0]
        if not self.sequential:
            heads.append("Connected to")
        places = list(positions or places)
        aligned = ["left", "left", "right", "left"][: len(heads)]
        if show_trainable:
            places = [place * 0.9 for place in places] + [1.0]
            heads.append("Trainable")
            aligned.append("center")
        columns = []
        total, current = line_length or _WIDTH, 0
        for head, place, align in zip(heads, places, aligned, strict=False):
            width = int(place * total) - current
            if width < 4:
                raise ValueError("Insufficient console width to print summary.")
            columns.append(Column(head, width, align))
            current += width
        rows = [self._cells(row, show_trainable) for row in self.rows]
        lines = [f'Model: "{self.name}"', *text_table(columns, rows, total)]
        lines += [f" {label}: {count:,} ({size})" for label, count, size in self.totals]
        return "\n".join(lines)

    def _cells(self, row: Row, show_trainable: bool) -> list[str]:
        start = "   " * row.level + "└ " if row.level else ""
        cells = [f"{start}{row.name} ({row.kind})", row.shape, row.params]
        if not self.sequential:
            cells.append(row.connections)
        return [*cells, row.trainable] if show_trainable else cells

    def html(self) -> str:
        """The table as HTML, without styles of its own but for spaces and alignment."""
        heads = ["Layer", "Type", "Output shape", "Params"]
        heads += [] if self.sequential else ["Connected to"]
        parts = [f'<table class="model-summary"><caption>Model: {escape(self.name)}</caption>']
        sides = ["right" if head == "Params" else "left" for head in heads]
        named = zip(heads, sides, strict=True)
        tops = [f'<th style="text-align: {side}">{head}</th>' for head, side in named]
        parts.append(f"<thead><tr>{''.join(tops)}</tr></thead>")
        parts.append("<tbody>")
        for row in self.rows:
            texts = [row.name, row.kind, row.shape, row.params, row.connections][: len(heads)]
            styles = [f"text-align: {side}" for side in sides]
            if row.level:
                styles[0] += f"; padding-left: {1.5 * row.level + 0.5}em"
            styled = zip(styles, texts, strict=True)
            cells = [f'<td style="{style}">{escape(text)}</td>' for style, text in styled]
            parts.append(f"<tr>{''.join(cells)}</tr>")
        parts.append("</tbody><tfoot>")
        for label, count, size in self.totals:
            parts.append(
                f'<tr><th colspan="2" style="text-align: left">{label}</th>'
                f'<td colspan="2" style="text-align: right">{count:,} ({size})</td></tr>'
            )
        parts.append("</tfoot></table>")
        return "".join(parts)


_BUILT_AT_ONCE: Final = re.compile(
    r"(Adaptive|Global)?(Average|Avg|Max)Pool(ing)?[123]D"
    r"|(Alpha|Gaussian|Spatial)?Dropout([123]D)?|GaussianNoise"
    r"|Activation|ActivityRegularization|ELU|Identity|LeakyReLU|Masking|ReLU|Reshape|Softmax"
    r"|UnitNormalization"
)


def _is_chain(model: Any) -> bool:
    """Whether each layer has one input and one call, one after the other."""
    nodes = model._graph.nodes
    calls = [id(node.operation) for node in nodes]
    depths = model._graph.depths
    return (
        all(len(node.input_tensors) <= 1 for node in nodes)
        and len(set(calls)) == len(calls)
        and len(set(depths)) == len(depths)
    )


def shape_text(layer: Any) -> str:
    """The shape of what a layer returns, as text; "?" if nobody knows."""
    if layer._inbound_nodes:
        shapes = [_written(x.shape) for x in layer._inbound_nodes[-1].outputs]
        return shapes[0] if len(shapes) == 1 else f"[{', '.join(shapes)}]"
    build = getattr(layer, "_build_shapes", None)
    if not build or _is_open(type(layer)):
        return "?"
    try:
        if hasattr(layer, "output_shape"):
            return _written(layer.output_shape)
        found = layer.compute_output_shape(**build)
    except Exception:
        return "?"  # the table is shown whatever a layer cannot say
    return _written(found)


def _is_open(kind: type) -> bool:
    """Whether Keras knows no shape of such layers: they are built at once, or do not say theirs."""
    if kind.__module__.startswith(f"{_OURS}."):
        return _BUILT_AT_ONCE.fullmatch(kind.__name__) is not None
    return is_default(kind.compute_output_shape)  # type: ignore[attr-defined]


def _written(shape: Any) -> str:
    """A shape, or nested shapes, as text."""
    if isinstance(shape, dict):
        return "{" + ", ".join(f"{k}: {_written(s)}" for k, s in shape.items()) + "}"
    if any(nest.is_nested(item) for item in shape):
        return "[" + ", ".join(_written(item) for item in shape) + "]"
    return f"({', '.join(str(size) for size in shape)})"


def _totals(model: Any) -> list[tuple[str, int, str]]:
    trained, frozen = model.trainable_weights, model.non_trainable_weights
    optimizer = getattr(model, "optimizer", None)
    built = getattr(model, "compiled", False) and getattr(optimizer, "built", False)
    kept = list(optimizer.variables) if optimizer is not None and built else []
    found = [
        ("Total params", [*trained, *frozen, *kept]),
        ("Trainable params", trained),
        ("Non-trainable params", frozen),
    ]
    if built:
        found.append(("Optimizer params", kept))
    return [(label, _count(which), _size_text(which)) for label, which in found]


def _count(variables: list[Any]) -> int:
    return sum(variable.shape.num_elements() or 0 for variable in variables)


def _size_text(variables: list[Any]) -> str:
    """Memory that variables take by their dtypes, in a unit that fits."""
    size: float = sum(
        (v.shape.num_elements() or 0) * dtypes.as_dtype(v.dtype).size for v in variables
    )
    for unit in ("B", "KB", "MB", "GB", "TB"):
        if size < 1024:
            return f"{size:.2f} {unit}"
        size /= 1024
    return f"{size:.2f} PB"


def _bounds(layers: list[Any], names: Any) -> tuple[int, int]:
    if names is None:
        return 0, len(layers)
    if len(names) != 2 or not all(isinstance(name, str) for name in names):
        raise ValueError(
            "layer_range must be a list or tuple of length 2, of names of layers. Received: "
            f"layer_range = {names}"
        )
    first = [i for i, layer in enumerate(layers) if re.match(names[0], layer.name)]
    last = [i for i, layer in enumerate(layers) if re.match(names[1], layer.name)]
    if not first or not last:
        raise ValueError(
            f"Passed layer_names do not match the layer names in the model. Received: {names}"
        )
    if min(first) > max(last):
        return min(last), max(first) + 1
    return min(first), max(last) + 1
