"""The boxes and arrows of a model's diagram: what is drawn, not where."""

from dataclasses import dataclass, field
from typing import Any

from tfjs.keras.engine.summary import shape_text


@dataclass(frozen=True)
class Show:
    """What boxes say besides the kind of layer."""

    shapes: bool = False
    dtypes: bool = False
    names: bool = True
    activations: bool = False
    trainable: bool = False


@dataclass
class Box:
    """A layer, or a bend of an arrow that passes a row."""

    lines: list[str]
    kind: str = ""
    rank: int = 0
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0

    @property
    def is_bend(self) -> bool:
        """Whether nothing is drawn here but an arrow that passes."""
        return not self.lines


@dataclass
class Parts:
    """Boxes, and arrows between them by their places."""

    boxes: list[Box] = field(default_factory=list)
    arrows: list[tuple[int, int]] = field(default_factory=list)

    def add(self, box: Box) -> int:
        """The place of a new box."""
        self.boxes.append(box)
        return len(self.boxes) - 1


def parts_of(model: Any, show: Show, *, expand_nested: bool) -> Parts:
    """The boxes and arrows of a model.

    Args:
        model: Functional, sequential, or of a class of its own, whose layers have no arrows.
        show: What boxes say.
        expand_nested: Whether models inside are drawn with their layers.
    """
    parts = Parts()
    graph = _graph(model)
    if graph is None:
        last = -1
        for layer in model.layers:
            place = parts.add(_box(layer, show))
            parts.boxes[place].rank = last + 1
            last += 1
        return parts
    _enter(graph, parts, show, expand_nested, {})
    _rank(parts)
    return parts


def _graph(model: Any) -> Any:
    """The functional model behind a model; None if it has no graph."""
    inner = getattr(model, "_functional", None)
    return inner if inner is not None else model if hasattr(model, "_graph") else None


def _enter(
    model: Any, parts: Parts, show: Show, expand: bool, sources: dict[Any, int]
) -> dict[Any, int]:
    """Add a model's layers; maps its tensors to the boxes that they come from.

    Args:
        model: A functional model.
        parts: Gets the boxes and arrows.
        show: What boxes say.
        expand: Whether models inside are drawn with their layers.
        sources: Boxes that stand for the model's inputs.
    """
    from tfjs.keras.engine.node import key_of

    origin = dict(sources)
    places: dict[int, int] = {}
    for node in model._graph.nodes:
        operation = node.operation
        keys = [key_of(x) for x in node.outputs]
        if all(key in origin for key in keys):
            continue
        inner = _graph(operation) if expand else None
        came = [origin[key_of(x)] for x in node.input_tensors]
        if inner is not None:
            starts = dict(zip([key_of(x) for x in inner.inputs], came, strict=False))
            found = _enter(inner, parts, show, expand, starts)
            origin |= {k: found[key_of(x)] for k, x in zip(keys, inner.outputs, strict=True)}
            continue
        if id(operation) not in places:
            places[id(operation)] = parts.add(_box(operation, show))
        place = places[id(operation)]
        parts.arrows += [(source, place) for source in dict.fromkeys(came)]
        origin |= dict.fromkeys(keys, place)
    return origin


def _rank(parts: Parts) -> None:
    """Give each box a row below all those that it has arrows from."""
    for _ in parts.boxes:
        changed = False
        for start, end in parts.arrows:
            if start < end and parts.boxes[end].rank <= parts.boxes[start].rank:
                parts.boxes[end].rank = parts.boxes[start].rank + 1
                changed = True
        if not changed:
            return


def _box(layer: Any, show: Show) -> Box:
    kind = type(layer).__name__
    lines = [f"{layer.name} ({kind})" if show.names else kind]
    activation = getattr(layer, "activation", None)
    if show.activations and activation is not None:
        lines.append(f"Activation: {getattr(activation, '__name__', activation)}")
    if show.shapes:
        lines += [f"in {_inputs_text(layer)}", f"out {shape_text(layer)}"]
    if show.dtypes:
        outputs = layer._inbound_nodes[-1].outputs if layer._inbound_nodes else ()
        lines.append(f"dtype {', '.join(dict.fromkeys(x.dtype for x in outputs)) or '?'}")
    if show.trainable and getattr(layer, "weights", None):
        lines.append("trainable" if layer.trainable else "frozen")
    return Box(lines, kind)


def _inputs_text(layer: Any) -> str:
    if not layer._inbound_nodes:
        return "?"
    node = layer._inbound_nodes[-1]
    shapes = [str(x.shape) for x in (node.input_tensors or node.outputs)]
    return ", ".join(shapes)
