"""The loss that `compile` was given: one value for all outputs."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from tfjs.keras import metrics
from tfjs.keras.losses import check_labels
from tfjs.keras.training.choices import is_sparse, loss_of
from tfjs.keras.training.outputs import Outputs
from tfjs.nest import flatten, is_nested, map_structure
from tfjs.ops.casting import cast

_SPARSE = "sparse_categorical_crossentropy"


class OutputLoss(NamedTuple):
    """A loss of one output."""

    output: int
    loss: Any
    weight: Any
    name: str
    classes: int
    """Size of the output's last axis."""


class CompileLoss:
    """Losses of all outputs, weighted and added up.

    Args:
        loss: A loss for every output, or a list, dict or structure of losses like the outputs. What
            stands for one output may be a list of losses, too.
        loss_weights: A factor for each loss, likewise.
        output_names: Names of the model's outputs, if it has any.

    Each loss of several is tracked as a metric, `name_loss`, without its weight.
    """

    def __init__(
        self, loss: Any, loss_weights: Any = None, output_names: Sequence[str] | None = None
    ) -> None:
        if loss_weights and not isinstance(loss_weights, list | tuple | dict | float | int):
            raise ValueError(
                "Expected `loss_weights` argument to be a float (single output case) or a list, "
                f"tuple, or dict (multiple output case). Received instead: "
                f"loss_weights={loss_weights} of type {type(loss_weights)}"
            )
        self.name = "compile_loss"
        self.built = False
        self.metrics: list[Any] = []
        self._loss = loss
        self._weights = loss_weights
        self._output_names = output_names
        self._outputs = Outputs(None, None)
        self._losses: list[OutputLoss] = []
        self._unchecked: Any = None

    @property
    def variables(self) -> list[Any]:
        """Variables of the metrics."""
        return [variable for metric in self.metrics for variable in metric.variables]

    def build(self, y_true: Any, y_pred: Any) -> None:
        """Find out which loss serves which output.

        Raises:
            ValueError: Losses that do not fit the outputs.
            KeyError: A loss for an output that the model does not have.
        """
        outputs = self._outputs = Outputs(y_pred, self._output_names)
        names = self._output_names
        by_name = isinstance(self._loss, Mapping) and not isinstance(y_pred, Mapping)
        if names and by_name and set(self._loss) != set(names):
            raise ValueError(
                f"Expected keys {list(names)} in loss dict, but found "
                f"loss.keys()={list(self._loss)}"
            )
        wanted = _spread(self._loss, outputs, "loss")
        weights = _weights(self._weights, outputs, wanted)
        true = self._targets(y_true, outputs, wanted)
        predicted = flatten(y_pred)
        self._losses = []
        for index, (loss, weight) in enumerate(zip(wanted, weights, strict=True)):
            several = loss if isinstance(loss, list | tuple) else [loss]
            factors = weight if isinstance(weight, list | tuple) else [weight] * len(several)
            for one, factor in zip(several, factors, strict=True):
                found = loss_of(one, true[index], predicted[index])
                if found is not None:
                    sizes = predicted[index].shape
                    classes = int(sizes[-1]) if len(sizes) else 1
                    name = self._name(index, found)
                    self._losses.append(OutputLoss(index, found, factor, name, classes))
        unchecked, self._unchecked = self._unchecked, None
        if unchecked is not None:
            self._check(unchecked)
        if len(self._losses) > 1:
            self.metrics = [metrics.Mean(name=f"{part.name}_loss") for part in self._losses]
        self.built = True

    def takes_classes(self) -> bool:
        """Whether a loss takes classes by their numbers."""
        if self.built:
            return any(is_sparse(part.loss) for part in self._losses)
        return any(one == _SPARSE or is_sparse(one) for one in flatten(self._loss))

    def classes(self) -> int:
        """How many classes the only output has, if its labels are numbers of them; else 0."""
        if not self.built or len(self._losses) != 1 or len(self._outputs) != 1:
            return 0
        part = self._losses[0]
        return part.classes if is_sparse(part.loss) and part.classes > 1 else 0

    def check_targets(self, y: Any) -> None:
        """Check labels on the host, now or as soon as the number of classes is known.

        Args:
            y: Targets of all samples, nested like the outputs; None to check nothing.

        Raises:
            InvalidArgumentError: A label that is no class.
        """
        if y is not None and self.built:
            self._check(y)
        else:
            self._unchecked = y

    def _check(self, y: Any) -> None:
        wanted: list[Any] = [None] * len(self._outputs)
        for part in self._losses:
            wanted[part.output] = part.loss
        targets = self._targets(y, self._outputs, wanted)
        for part in self._losses:
            target = targets[part.output]
            if is_sparse(part.loss) and isinstance(target, np.ndarray) and part.classes > 1:
                ignored = getattr(part.loss, "ignore_class", None)
                check_labels(target, part.classes, ignored)

    def _name(self, index: int, loss: Any) -> str:
        outputs = self._outputs
        name, path = outputs.names[index], outputs.paths[index]
        if name is not None:
            return outputs.path_name(index) if path else name
        if path and not isinstance(path[-1], int):
            return outputs.path_name(index)
        return str(loss.name)

    def _targets(self, y_true: Any, outputs: Outputs, wanted: list[Any]) -> list[Any]:
        """Targets in the order of the outputs; None for outputs without a loss, where left out."""
        aligned = outputs.aligned(y_true)
        if aligned is not None:
            return aligned
        places = [index for index, loss in enumerate(wanted) if loss is not None]
        named = outputs.by_name(y_true)
        if named is not None and all(named[place] is not None for place in places):
            return named
        given = flatten(y_true)
        if len(given) == len(places):
            targets: list[Any] = [None] * len(wanted)
            for place, one in zip(places, given, strict=True):
                targets[place] = one
            return targets
        raise ValueError(
            "y_true and y_pred have different structures.\n"
            f"y_true: {map_structure(lambda _: '*', y_true)}\ny_pred: {outputs.example}\n"
        )

    def __call__(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        """The total loss, a float scalar; None if no output has a loss."""
        if not self.built:
            self.build(y_true, y_pred)
        outputs = self._outputs
        predicted = flatten(y_pred)
        wanted = [None] * len(outputs)
        for part in self._losses:
            wanted[part.output] = part.loss
        true = self._targets(y_true, outputs, wanted)
        weights = _sample_weights(sample_weight, outputs)
        trackers = self.metrics or [None] * len(self._losses)
        total: Any = None
        for part, tracker in zip(self._losses, trackers, strict=True):
            prediction = predicted[part.output]
            if true[part.output] is None:
                raise ValueError(
                    f"Expected targets for the loss of output '{part.name}'. Received: y=None. "
                    "Give `y` as well, or batches `(x, y)`."
                )
            value = part.loss(true[part.output], prediction, weights[part.output])
            if value.dtype.name != "float32":
                value = cast(value, "float32")
            if tracker is not None:
                tracker.update_state(value)  # Keras does not know the size of a batch, either
            if part.weight is not None:
                value = value * part.weight
            total = value if total is None else total + value
        return total


def _sample_weights(sample_weight: Any, outputs: Outputs) -> list[Any]:
    if sample_weight is None or not is_nested(sample_weight):
        return [sample_weight] * len(outputs)
    weights = outputs.aligned(sample_weight)
    if weights is None:
        raise ValueError(
            "`sample_weight` must be one array, or have the structure of the model's outputs. "
            f"Received: {map_structure(lambda _: '*', sample_weight)}, outputs: {outputs.example}"
        )
    return weights


def _spread(value: Any, outputs: Outputs, argument: str) -> list[Any]:
    """What was said in `compile`, for each output."""
    if not is_nested(value):
        return [value] * len(outputs)
    if isinstance(value, Mapping):
        return _by_key(value, outputs, argument)
    if len(outputs) == 1:
        return list(value) if len(value) == 1 else [list(value)]
    if len(value) == len(outputs):
        return list(value)
    flat = outputs.aligned(value)
    if flat is None:
        raise ValueError(
            f"The `{argument}` argument must be one item, or a list or dict with an item for each "
            f"of the {len(outputs)} outputs. Received: {argument}={value}"
        )
    return flat


def _by_key(value: Mapping[str, Any], outputs: Outputs, argument: str) -> list[Any]:
    named = outputs.by_name(value)
    if named is not None:
        return named
    flat = outputs.aligned(value)
    if flat is not None and all(isinstance(path[0], str) for path in outputs.paths if path):
        return flat
    if outputs.names[0] is not None:
        raise ValueError(
            f"Expected keys {outputs.names} in {argument} dict, but found "
            f"{argument}.keys()={list(value)}"
        )
    missing = next(iter(value))
    raise KeyError(
        f"The path: {(missing,)} in the `{argument}` argument, can't be found in the model's "
        "output (`y_pred`)."
    )


def _weights(weights: Any, outputs: Outputs, losses: list[Any]) -> list[Any]:
    if weights is None:
        return [None] * len(outputs)
    count = sum(len(loss) if isinstance(loss, list) else 1 for loss in losses)
    if is_nested(weights) and len(flatten(weights)) > max(count, len(outputs)):
        raise ValueError(
            f"`loss_weights` must match the number of losses, got {count} losses and "
            f"{len(weights)} weights."
        )
    if not isinstance(weights, Mapping) and is_nested(weights) and len(weights) < len(outputs):
        raise ValueError(
            f"`loss_weights` must match the number of losses, got {count} losses and "
            f"{len(weights)} weights."
        )
    return _spread(weights, outputs, "loss_weights")
