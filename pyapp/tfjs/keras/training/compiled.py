"""What `compile` says: optimizer, loss and metrics of a model."""

import inspect
import warnings
from collections.abc import Mapping
from typing import Any

from tfjs.keras import metrics as metrics_module
from tfjs.keras import optimizers
from tfjs.keras.optimizers.loss_scale_optimizer import LossScaleOptimizer
from tfjs.keras.training import saved
from tfjs.keras.training.compile_loss import CompileLoss
from tfjs.keras.training.compile_metrics import CompileMetrics
from tfjs.keras.training.logs import read
from tfjs.keras.training.metric_programs import MetricPrograms
from tfjs.keras.training.standard import standard
from tfjs.ops.arithmetic import add_n
from tfjs.ops.casting import cast
from tfjs.ops.reductions import reduce_sum


class Compiled:
    """The part of a model that `compile` sets up."""

    optimizer: Any = None
    loss: Any = None
    compiled = False
    run_eagerly = False
    jit_compile = False
    steps_per_execution = 1
    _compile_loss: CompileLoss | None = None
    _compile_metrics: CompileMetrics | None = None
    _loss_tracker: Any = None
    _metric_programs: MetricPrograms | None = None
    _compile_arguments: dict[str, Any] | None = None
    _compiled_trainable: dict[int, bool] | None = None
    train_function: Any = None
    test_function: Any = None
    predict_function: Any = None
    stop_training = False

    def compile(
        self: Any,
        optimizer: Any = "rmsprop",
        loss: Any = None,
        loss_weights: Any = None,
        metrics: Any = None,
        weighted_metrics: Any = None,
        run_eagerly: bool = False,
        steps_per_execution: int = 1,
        jit_compile: bool | str = "auto",
        auto_scale_loss: bool = True,
    ) -> None:
        """Say how the model is trained.

        Args:
            optimizer: A name or an optimizer.
            loss: A name, a function of targets and predictions, or a loss; a list or dict of them
                for several outputs.
            loss_weights: A factor for the loss of each output.
            metrics: A list of names, functions or metrics; a list or dict with a list for each
                output. "accuracy" is the kind that fits the shapes.
            weighted_metrics: Likewise; these are weighted by sample weights.
            run_eagerly: Whether steps run as plain Python, for debugging.
            steps_per_execution: Batches between two calls of the callbacks.
            jit_compile: Accepted, without effect.
            auto_scale_loss: Whether the optimizer of a model with the policy "mixed_float16" is put
                into a `LossScaleOptimizer`, as in Keras; what is computed stays float32.

        Raises:
            ValueError: A name that nothing has, or arguments of the wrong kind.
        """
        names = getattr(self, "output_names", None)
        with_metrics = metrics is not None or weighted_metrics is not None
        found = optimizers.get(optimizer)
        used = found
        if (
            auto_scale_loss
            and found is not None
            and self.dtype_policy.name == "mixed_float16"
            and not isinstance(found, LossScaleOptimizer)
        ):
            used = LossScaleOptimizer(found, name="loss_scale_optimizer")
        if loss is not None:  # as in Keras, what is left out stays as it was compiled before
            self._untracked(loss=loss, _compile_loss=CompileLoss(loss, loss_weights, names))
        if with_metrics:
            self._untracked(_compile_metrics=CompileMetrics(metrics, weighted_metrics, names))
        self._untracked(
            optimizer=used,
            _loss_tracker=metrics_module.Mean(name="loss"),
            run_eagerly=bool(run_eagerly),
            jit_compile=False if jit_compile == "auto" else bool(jit_compile),
            steps_per_execution=steps_per_execution,
            stop_training=False,
            compiled=True,
            _metric_programs=MetricPrograms(),
            train_function=None,
            test_function=None,
            predict_function=None,
            _compiled_trainable={id(one): one.trainable for one in self._flatten_layers()},
            _compile_arguments={
                "optimizer": found,
                "loss": loss,
                "loss_weights": loss_weights,
                "metrics": metrics,
                "weighted_metrics": weighted_metrics,
                "run_eagerly": run_eagerly,
                "steps_per_execution": steps_per_execution,
                "jit_compile": jit_compile,
            },
        )

    def _untracked(self: Any, **attributes: Any) -> None:
        """Set attributes that are no parts of the model."""
        for name, value in attributes.items():
            object.__setattr__(self, name, value)

    @property
    def metrics(self: Any) -> list[Any]:
        """The metrics of `compile`, of the model and of its layers."""
        found: list[Any] = self._get_own_metrics()
        for layer in self._flatten_layers(include_self=False):
            if not isinstance(layer, Compiled):
                found.extend(layer.metrics)
        return found

    def _get_own_metrics(self: Any) -> list[Any]:
        own = [self._loss_tracker, self._compile_metrics] if self.compiled else []
        found = [metric for metric in own if metric is not None]
        if self.compiled and self._compile_loss is not None:
            found.extend(self._compile_loss.metrics)
        return [*found, *self._metrics]

    @property
    def metrics_names(self: Any) -> list[str]:
        """Names of the metrics."""
        return [metric.name for metric in self.metrics]

    def reset_metrics(self: Any) -> None:
        """Let metrics forget all batches."""
        if self._metric_programs is None:
            for metric in self.metrics:
                metric.reset_state()
        else:
            self._metric_programs.reset(self.metrics)

    def compute_loss(
        self: Any,
        x: Any = None,
        y: Any = None,
        y_pred: Any = None,
        sample_weight: Any = None,
        training: bool = True,
    ) -> Any:
        """The total loss: that of `compile`, and what layers and regularizers add.

        Args:
            x: Inputs.
            y: Targets.
            y_pred: Outputs of the model for `x`.
            sample_weight: Weights of samples.
            training: Whether this is a training step.

        Returns:
            A float scalar.

        Raises:
            ValueError: There is no loss.
        """
        parts = []
        if self._compile_loss is not None:
            loss = self._compile_loss(y, y_pred, sample_weight)
            if loss is not None:
                parts.append(loss)
        parts += [_scalar(loss) for loss in self.losses]
        if not parts:
            raise ValueError("No loss to compute. Provide a `loss` argument in `compile()`.")
        return parts[0] if len(parts) == 1 else add_n(parts)

    def _compute_loss(self: Any, training: bool, **arguments: Any) -> Any:
        """`compute_loss`, which may be overridden without its last argument."""
        if "training" in inspect.signature(self.compute_loss).parameters:
            arguments["training"] = training
        return self.compute_loss(**arguments)

    @standard
    def compute_metrics(self: Any, x: Any, y: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        """Take a batch into account, and give the results of all metrics by name."""
        if self._compile_metrics is not None:
            self._compile_metrics.update_state(y, y_pred, sample_weight)
        return self.get_metrics_result()

    def _metric_values(self: Any) -> dict[str, Any]:
        """Results of all metrics by name, as numbers."""
        own = not getattr(self.get_metrics_result, "__standard__", False)
        if own or self._metric_programs is None:
            return read(self.get_metrics_result())
        return self._metric_programs.read(self.metrics, self.get_metrics_result)  # type: ignore[no-any-return]

    @standard
    def get_metrics_result(self: Any) -> dict[str, Any]:
        """Results of all metrics by name, as tensors."""
        results: dict[str, Any] = {}
        for metric in self.metrics:
            result = metric.result()
            if isinstance(result, Mapping):
                results.update(result)
            else:
                results[metric.name] = result
        return results

    def _flatten_metrics_in_order(self: Any, logs: Mapping[str, Any]) -> Any:
        """Values as a list: loss, metrics as compiled, and the rest by name."""
        names: list[str] = []
        for metric in self.metrics:
            if isinstance(metric, CompileMetrics):
                names += [part.name for part in metric.metrics]
            else:
                names.append(metric.name)
        known = [logs[name] for name in names if name in logs]
        results = known + [logs[name] for name in sorted(logs) if name not in names]
        return results[0] if len(results) == 1 else results

    def _assert_compile_called(self: Any, method: str) -> None:
        if not self.compiled:
            raise ValueError("You must call `compile()` before using the model.")
        known = self._compiled_trainable
        if known is None:
            return
        layers = self._flatten_layers()
        changed = [one.name for one in layers if known.get(id(one), one.trainable) != one.trainable]
        if changed:
            warnings.warn(
                "A layer's `trainable` state has changed since the model was compiled. Call "
                f"`compile()` again before `{method}()` so that it takes effect everywhere. "
                f"Changed layers: {changed}",
                stacklevel=3,
            )

    def get_compile_config(self: Any) -> dict[str, Any]:
        """The arguments of `compile` as a config; empty before."""
        return saved.compile_config(self._compile_arguments)

    def compile_from_config(self: Any, config: dict[str, Any]) -> None:
        """Compile with what `get_compile_config` gave."""
        if type(self).compile is not Compiled.compile:
            warnings.warn(
                "`compile()` was not called as part of model loading because the model's "
                "`compile()` method is custom. All subclassed Models that have `compile()` "
                "overridden should also override `get_compile_config()` and "
                "`compile_from_config(config)`. Alternatively, you can call `compile()` manually "
                "after loading.",
                stacklevel=2,
            )
            return
        self.compile(**saved.compile_arguments(config))
        if self.optimizer is not None and self.built:
            self.optimizer.build(self.trainable_variables)


def _scalar(loss: Any) -> Any:
    """A loss that a layer added, as a float32 scalar."""
    total = reduce_sum(loss) if len(loss.shape) else loss
    return total if total.dtype.name == "float32" else cast(total, "float32")
