"""The metrics that `compile` was given, each beside its output."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tfjs.keras.training.choices import metric_of
from tfjs.keras.training.outputs import Outputs
from tfjs.nest import flatten


class OutputMetric(NamedTuple):
    """A metric of one output."""

    output: int
    metric: Any
    name: str
    """What its result is called in logs."""


class CompileMetrics:
    """Metrics of all outputs.

    Args:
        metrics: A list for the only output, or a list or dict with a metric or a list of them for
            each output.
        weighted_metrics: Likewise; these are weighted by sample weights.
        output_names: Names of the model's outputs, if it has any.

    Raises:
        ValueError: Something else than lists and dicts.
    """

    def __init__(
        self, metrics: Any, weighted_metrics: Any, output_names: Sequence[str] | None = None
    ) -> None:
        for argument, value in (("metrics", metrics), ("weighted_metrics", weighted_metrics)):
            if value and not isinstance(value, list | tuple | dict):
                raise ValueError(
                    f"Expected `{argument}` argument to be a list, tuple, or dict. Received "
                    f"instead: {argument}={value} of type {type(value)}"
                )
        self.name = "compile_metrics"
        self.built = False
        self._given = (metrics, weighted_metrics)
        self._output_names = output_names
        self._outputs = Outputs(None, None)
        self._plain: list[OutputMetric] = []
        self._weighted: list[OutputMetric] = []

    @property
    def metrics(self) -> list[Any]:
        """The metric objects; none before the first batch was seen."""
        return [part.metric for part in (*self._plain, *self._weighted)]

    @property
    def variables(self) -> list[Any]:
        """Variables of the metrics."""
        return [variable for metric in self.metrics for variable in metric.variables]

    def build(self, y_true: Any, y_pred: Any) -> None:
        """Find out which metrics serve which output.

        Raises:
            ValueError: Metrics that do not fit the outputs, or that do not exist.
        """
        outputs = self._outputs = Outputs(y_pred, self._output_names)
        true, predicted = self._aligned(y_true, outputs), flatten(y_pred)
        names: dict[str, int] = {}
        made: list[list[OutputMetric]] = []
        for argument, given in zip(("metrics", "weighted_metrics"), self._given, strict=True):
            parts = []
            for index, wanted in enumerate(_spread(given, outputs, argument)):
                for identifier in wanted:
                    metric = metric_of(identifier, true[index], predicted[index])
                    name = _unique(metric, outputs, index, names, argument)
                    parts.append(OutputMetric(index, metric, name))
            made.append(parts)
        self._plain, self._weighted = made
        self.built = True

    def _aligned(self, y: Any, outputs: Outputs) -> list[Any]:
        aligned = outputs.aligned(y)
        if aligned is not None:
            return aligned
        named = outputs.by_name(y)
        if named is not None:
            return named
        given = flatten(y)
        return given + [None] * (len(outputs) - len(given))

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take a batch into account."""
        if not self.built:
            self.build(y_true, y_pred)
        outputs = self._outputs
        true, predicted = self._aligned(y_true, outputs), flatten(y_pred)
        for index, metric, _ in self._plain:
            metric.update_state(true[index], predicted[index])
        if not self._weighted:
            return
        weights = self._weights(sample_weight, outputs)
        for index, metric, _ in self._weighted:
            metric.update_state(true[index], predicted[index], weights[index])

    def _weights(self, sample_weight: Any, outputs: Outputs) -> list[Any]:
        weights = flatten(sample_weight)
        if len(weights) < len(outputs):
            return [weights[0]] * len(outputs)
        return self._aligned(sample_weight, outputs)

    def reset_state(self) -> None:
        """Forget all batches."""
        for metric in self.metrics:
            metric.reset_state()

    reset_states = reset_state

    def result(self) -> dict[str, Any]:
        """The result of each metric.

        Raises:
            ValueError: No batch was seen yet.
        """
        if not self.built:
            raise ValueError("Cannot get result() since the metric has not yet been built.")
        return {part.name: part.metric.result() for part in (*self._plain, *self._weighted)}


def _spread(metrics: Any, outputs: Outputs, argument: str) -> list[list[Any]]:
    """Lists of metrics, one for each output."""
    if not metrics:
        return [[] for _ in range(len(outputs))]
    if len(outputs) == 1:
        return [flatten(metrics)]
    if isinstance(metrics, Mapping):
        named = outputs.by_name(metrics) or outputs.nested(metrics)
    else:
        named = list(metrics) if len(metrics) == len(outputs) else None
    if named is None:
        known = [name for name in outputs.names if name is not None]
        what = f"the output names {known} or match " if known else ""
        raise ValueError(
            f"Invalid `{argument}`. `{argument}` should contain metrics objects and match {what}"
            f"the output structure of the model: {outputs.example}.\nReceived: {argument}={metrics}"
        )
    return [[] if one is None else flatten(one) for one in named]


def _unique(metric: Any, outputs: Outputs, index: int, names: dict[str, int], argument: str) -> str:
    """The name of a result that no other has."""
    prefix = "" if len(outputs) == 1 or not outputs.names[index] else f"{outputs.names[index]}_"
    name = f"{prefix}{metric.name}"
    if name in names and argument == "weighted_metrics":
        name = f"{prefix}weighted_{metric.name}"
    count = names.get(name, 0)
    names[name] = count + 1
    return f"{name}_{count}" if count else name
