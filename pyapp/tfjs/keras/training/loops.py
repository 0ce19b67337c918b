"""The loops of `fit`, `evaluate` and `predict`."""

import math
import warnings
import weakref
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from tfjs import _bridge
from tfjs.keras.callbacks.callback_list import CallbackList
from tfjs.keras.engine.context import state
from tfjs.keras.training.adapters import Rows
from tfjs.keras.training.batches import unpack_x_y_sample_weight
from tfjs.keras.training.data import Data, Validation
from tfjs.keras.training.epochs import Epochs
from tfjs.keras.training.label_check import LabelCheck
from tfjs.keras.training.logs import Logs, read
from tfjs.keras.training.pace import Pace
from tfjs.keras.training.predictions import Predictions
from tfjs.keras.training.standard import is_standard
from tfjs.keras.training.steps import Step, as_tensors
from tfjs.nest import flatten


def prepare(model: Any, batch: Any, step: str) -> None:
    """Make the variables that are made on first use, so that no program has to.

    A step of the user's own may call the layers in another way than `call` does, or without it;
    then what is not built by `call` is built by the step.

    Args:
        model: The model.
        batch: The first batch.
        step: Which method is going to be run; "train_step" needs the optimizer, too.
    """
    own = not getattr(getattr(model, step), "__standard__", False)
    if not all(layer.built for layer in model._flatten_layers(include_self=not own)):
        data = batch.batch() if isinstance(batch, Rows) else as_tensors(batch)
        x, _, _ = unpack_x_y_sample_weight(data)
        outer = state.batch
        sizes = [leaf.shape[0] for leaf in flatten(x) if getattr(leaf, "shape", None)]
        state.batch = int(sizes[0]) if sizes else 0  # layers are built for any size of it
        try:
            with _bridge.example():
                _bridge.Program.record([], partial(_built, model, x), dry=True)
        except Exception:
            if not own:
                raise
        finally:
            state.batch = outer
    optimizer = model.optimizer if step == "train_step" else None
    if optimizer is None or optimizer.built:
        return
    if not own or all(layer.built for layer in model._flatten_layers(include_self=False)):
        optimizer.build(model.trainable_variables)


def _built(model: Any, x: Any, _: list[int]) -> list[int]:
    model._called(x, training=False)
    return []


def fit(
    model: Any,
    data: Data,
    validation: Validation,
    *,
    epochs: int,
    initial_epoch: int,
    verbose: str | int,
    callbacks: Any,
) -> Any:
    """Train; see `Trainer.fit`."""
    validation.take_from(data)
    training = _Training(model, data, validation)
    try:
        listeners = _listeners(
            model, callbacks, verbose, training.epochs, count=epochs, history=True
        )
        with listeners.closing():
            training.run(listeners, initial_epoch, epochs)
    finally:
        training.close()
    return model.history


class _Training:
    """The state of one `fit`."""

    def __init__(self, model: Any, data: Data, validation: Validation) -> None:
        self.model = model
        self.epochs = data.epochs(model.steps_per_execution)
        self._batch_size = data.batch_size
        self._validation = validation
        self._validating: Epochs | None = None
        self._warned = False

    def run(self, callbacks: CallbackList, first: int, last: int) -> None:
        """Train from one epoch to another."""
        model = self.model
        self._labels = LabelCheck(model._compile_loss, self.epochs.adapter)
        model.stop_training = False
        model.make_train_function()
        listened = callbacks.hears_steps("train")
        result, labels = model._loss_tracker.result, self._labels

        def wait() -> None:
            float(result())
            labels.settle()

        self._pace = Pace(self.epochs, model.train_function, listened, wait)
        self.epochs.begin()
        callbacks.on_train_begin()
        logs: dict[str, Any] | None = None
        for epoch in range(model._initial_epoch or first, last):
            logs = self._epoch(callbacks, epoch)
            if model.stop_training or self.epochs.ran_out:
                break
        if model.optimizer is not None and logs is not None:
            model.optimizer.finalize_variable_values(model.trainable_weights)
        callbacks.on_train_end(logs)

    def _epoch(self, callbacks: CallbackList, epoch: int) -> dict[str, Any]:
        model = self.model
        model.reset_metrics()
        callbacks.on_epoch_begin(epoch)
        result, steps = None, 0
        for begin, end, batches in self.epochs:
            if steps == 0:
                prepare(model, batches[0], "train_step")
            steps += 1
            self._labels.look(batches)
            callbacks.on_train_batch_begin(begin)
            self._pace.begin()
            result = _stepped(model.train_function, batches)[-1]
            self._pace.end(len(batches))
            _tell(callbacks.on_train_batch_end, end, model, result)
            if model.stop_training:
                break
        if steps == 0:
            _complain_of_no_data(epoch)
        self._labels.settle()
        logs = _final(model, "train_step", result)
        self._check(logs, epoch)
        if self._validation.is_due(epoch):
            found = self._validate(callbacks)
            logs |= {f"val_{name}": value for name, value in found.items()}
            logs = dict(sorted(logs.items()))
        callbacks.on_epoch_end(epoch, logs)
        return logs

    def _validate(self, callbacks: CallbackList) -> dict[str, Any]:
        if self._validating is None:
            group = self.model.steps_per_execution
            self._validating = self._validation.epochs(self._batch_size, group)
        return _evaluated(self.model, self._validating, callbacks)

    def _check(self, logs: Mapping[str, Any], epoch: int) -> None:
        loss = logs.get("loss")
        if self._warned or not isinstance(loss, float) or not math.isnan(loss):
            return
        self._warned = True
        warnings.warn(
            f"The loss is NaN since epoch {epoch + 1}: the weights are of no use from there on. "
            "Try a smaller learning rate, look in the data for NaN and for labels beyond "
            "the classes of the model, and stop early with tf.keras.callbacks.TerminateOnNaN().",
            RuntimeWarning,
            stacklevel=6,
        )

    def close(self) -> None:
        """Give back what the data keeps on the device."""
        if self.model._compile_loss is not None:
            self.model._compile_loss.check_targets(None)
        self.epochs.close()
        if self._validating is not None:
            self._validating.close()


def evaluate(model: Any, data: Data, verbose: str | int, callbacks: Any) -> dict[str, Any]:
    """Loss and metrics by name; see `Trainer.evaluate`."""
    epochs = data.epochs(model.steps_per_execution)
    try:
        listeners = _listeners(model, callbacks, verbose, epochs)
        with listeners.closing():
            return _evaluated(model, epochs, listeners)
    finally:
        if model._compile_loss is not None:
            model._compile_loss.check_targets(None)
        epochs.close()


def _evaluated(model: Any, epochs: Epochs, callbacks: CallbackList) -> dict[str, Any]:
    model.make_test_function()
    model.stop_evaluating = False
    epochs.begin()
    callbacks.on_test_begin()
    model.reset_metrics()
    result, steps = None, 0
    labels = LabelCheck(model._compile_loss, epochs.adapter)
    wait = model._loss_tracker.result
    listened = callbacks.hears_steps("test")
    pace = Pace(epochs, model.test_function, listened, lambda: float(wait()))
    for begin, end, batches in epochs:
        if steps == 0:
            prepare(model, batches[0], "test_step")
        steps += 1
        labels.look(batches)
        callbacks.on_test_batch_begin(begin)
        pace.begin()
        result = _stepped(model.test_function, batches)[-1]
        pace.end(len(batches))
        _tell(callbacks.on_test_batch_end, end, model, result)
        if model.stop_evaluating:
            break
    if steps == 0:
        _complain_of_no_data(0)
    labels.settle()
    logs = _final(model, "test_step", result)
    callbacks.on_test_end(logs)
    return logs


def predict(model: Any, data: Data, verbose: str | int, callbacks: Any) -> Any:
    """Outputs as ndarrays; see `Trainer.predict`."""
    epochs = data.epochs(model.steps_per_execution)
    try:
        listeners = _listeners(model, callbacks, verbose, epochs)
        with listeners.closing():
            return _predicted(model, epochs, listeners)
    finally:
        epochs.close()


def _predicted(model: Any, epochs: Epochs, callbacks: CallbackList) -> Any:
    model.make_predict_function()
    model.stop_predicting = False
    callbacks.on_predict_begin()
    outputs = Predictions()
    steps = 0
    pace = Pace(epochs, model.predict_function, callbacks.hears_steps("predict"))
    for begin, end, batches in epochs:
        if steps == 0:
            prepare(model, batches[0], "predict_step")
        steps += 1
        callbacks.on_predict_batch_begin(begin)
        pace.begin()
        results = _stepped(model.predict_function, batches)
        pace.end(len(batches))
        for result in results:
            outputs.add(result)
        callbacks.on_predict_batch_end(end, {"outputs": results[-1]})
        if model.stop_predicting:
            break
    if steps == 0:
        _complain_of_no_data(0)
    callbacks.on_predict_end()
    return outputs.arrays()


def _listeners(
    model: Any,
    callbacks: Any,
    verbose: str | int,
    epochs: Epochs,
    count: int = 1,
    history: bool = False,
) -> CallbackList:
    if isinstance(callbacks, CallbackList):
        return callbacks
    return CallbackList(
        callbacks,
        add_history=history,
        add_progbar=verbose != 0,
        verbose=verbose,
        epochs=count,
        steps=epochs.num_batches,
        model=model,
    )


def _stepped(function: Any, batches: list[Any]) -> list[Any]:
    """The result for each of some batches."""
    if type(function) is Step:
        return function.run_all(batches)
    return [function(iter([one.batch() if isinstance(one, Rows) else one])) for one in batches]


def _tell(hook: Callable[[int, Any], None], number: int, model: Any, result: Any) -> None:
    """Tell callbacks of a step; whoever keeps its logs keeps the values of this moment."""
    logs = Logs(model._metric_values if result is None else lambda: read(_by_name(result)))
    hook(number, logs)
    kept = weakref.ref(logs)
    del logs
    still = kept()
    if still is not None:
        still.settle()


def _by_name(result: Any) -> Mapping[str, Any]:
    return result if isinstance(result, Mapping) else {}


def _final(model: Any, step: str, result: Any) -> dict[str, Any]:
    """Values at the end of an epoch: the metrics', if the steps gave those."""
    if is_standard(model, step):
        return model._metric_values()  # type: ignore[no-any-return]
    metrics = model.get_metrics_result()
    return read(metrics if set(_by_name(result)) == set(metrics) else _by_name(result))


def _complain_of_no_data(epoch: int) -> None:
    if epoch == 0:
        raise ValueError(
            "Expected data with at least one batch. Received: data that ended before the first "
            "one. A generator that was used before has nothing left."
        )
    warnings.warn(
        "Your input ran out of data; interrupting training. A generator has one pass in it: give "
        "`steps_per_epoch`, or a `tf.data.Dataset` or `PyDataset`.",
        stacklevel=7,
    )
