"""One step at a time: `train_on_batch`, `test_on_batch`, `predict_on_batch`."""

from collections.abc import Mapping
from typing import Any

from tfjs.keras.training import loops
from tfjs.keras.training.adapters import class_weight_to_sample_weights
from tfjs.keras.training.adapters.adapter import standardized
from tfjs.keras.training.logs import read
from tfjs.keras.training.predictions import on_host
from tfjs.keras.training.standard import is_standard


class OnBatch:
    """The methods of a model that take a single step."""

    def train_on_batch(
        self: Any,
        x: Any,
        y: Any = None,
        sample_weight: Any = None,
        class_weight: Mapping[int, float] | None = None,
        return_dict: bool = False,
    ) -> Any:
        """Take one training step.

        Args:
            x: Inputs.
            y: Targets.
            sample_weight: Weights of samples.
            class_weight: Weights of classes, in place of `sample_weight`.
            return_dict: Whether values come by name.

        Returns:
            Loss and metrics of this batch, as `evaluate` gives them.

        Raises:
            ValueError: The model is not compiled, or there are weights of both kinds.
        """
        self._assert_compile_called("train_on_batch")
        if class_weight is not None:
            if sample_weight is not None:
                raise ValueError(
                    "Arguments `sample_weight` and `class_weight` cannot be specified at the same "
                    f"time. Received: sample_weight={sample_weight}, class_weight={class_weight}"
                )
            sample_weight = class_weight_to_sample_weights(y, class_weight)
        data = standardized((x, y, sample_weight))
        loops.prepare(self, data, "train_step")
        return self._one_step(self.make_train_function(), "train_step", data, return_dict)

    def test_on_batch(
        self: Any, x: Any, y: Any = None, sample_weight: Any = None, return_dict: bool = False
    ) -> Any:
        """Evaluate one batch; see `train_on_batch`."""
        self._assert_compile_called("test_on_batch")
        data = standardized((x, y, sample_weight))
        loops.prepare(self, data, "test_step")
        return self._one_step(self.make_test_function(), "test_step", data, return_dict)

    def _one_step(self: Any, function: Any, step: str, data: Any, return_dict: bool) -> Any:
        self.reset_metrics()
        logs = function(iter([data]))
        values = self._metric_values() if is_standard(self, step) else read(logs)
        return values if return_dict else self._flatten_metrics_in_order(values)

    def predict_on_batch(self: Any, x: Any) -> Any:
        """The outputs for one batch of inputs, as ndarrays."""
        data = standardized((x,))
        loops.prepare(self, data, "predict_step")
        return on_host(self.make_predict_function()(iter([data])))
