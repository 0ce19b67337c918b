"""The steps of a model: what happens to a batch."""

import warnings
from typing import Any

from tfjs.gradients.tape import GradientTape
from tfjs.keras.training.batches import unpack_x_y_sample_weight
from tfjs.keras.training.compiled import Compiled
from tfjs.keras.training.standard import is_standard, standard
from tfjs.keras.training.steps import Step
from tfjs.nest import flatten


class Stepping(Compiled):
    """The part of a model that takes steps, each with a method to override."""

    @standard
    def train_step(self: Any, data: Any) -> Any:
        """Train on a batch; the results of all metrics by name.

        Override it to train in another way. It is recorded once for each shape of the data, and
        replayed from then on.
        """
        x, y, sample_weight = unpack_x_y_sample_weight(data)
        with GradientTape() as tape:
            y_pred = self._called(x, training=True)
            loss = self._compute_loss(True, x=x, y=y, y_pred=y_pred, sample_weight=sample_weight)
            self._loss_tracker.update_state(loss, sample_weight=_batch_size(x))
            scaled = loss if self.optimizer is None else self.optimizer.scale_loss(loss)
        weights = self.trainable_weights
        if weights and self.optimizer is not None:
            gradients = tape.gradient(scaled, weights)
            self.optimizer.apply_gradients(zip(gradients, weights, strict=True))
        else:
            warnings.warn("The model does not have any trainable weights.", stacklevel=2)
        return self.compute_metrics(x, y, y_pred, sample_weight=sample_weight)

    @standard
    def test_step(self: Any, data: Any) -> Any:
        """Evaluate a batch; the results of all metrics by name."""
        x, y, sample_weight = unpack_x_y_sample_weight(data)
        y_pred = self._called(x, training=False)
        loss = self._compute_loss(False, x=x, y=y, y_pred=y_pred, sample_weight=sample_weight)
        self._loss_tracker.update_state(loss, sample_weight=_batch_size(x))
        return self.compute_metrics(x, y, y_pred, sample_weight=sample_weight)

    @standard
    def predict_step(self: Any, data: Any) -> Any:
        """The outputs for a batch."""
        x, _, _ = unpack_x_y_sample_weight(data)
        return self._called(x, training=False)

    def _called(self: Any, x: Any, training: bool) -> Any:
        return self(x, training=training)

    def make_train_function(self: Any, force: bool = False) -> Any:
        """The function that takes training steps with batches of an iterator."""
        if force or self.train_function is None:
            keeps = not is_standard(self, "train_step")
            self._untracked(train_function=self._step(self.train_step, keeps))
        return self.train_function

    def make_test_function(self: Any, force: bool = False) -> Any:
        """The function that evaluates batches of an iterator."""
        if force or self.test_function is None:
            keeps = not is_standard(self, "test_step")
            self._untracked(test_function=self._step(self.test_step, keeps))
        return self.test_function

    def make_predict_function(self: Any, force: bool = False) -> Any:
        """The function that gives the outputs for batches of an iterator."""
        if force or self.predict_function is None:
            self._untracked(predict_function=self._step(self.predict_step, True))
        return self.predict_function

    def _step(self: Any, step: Any, keeps_result: bool) -> Step:
        return Step(
            step,
            eager=self.run_eagerly,
            steps_per_execution=self.steps_per_execution,
            keeps_result=keeps_result,
        )


def _batch_size(x: Any) -> int:
    return int(next(leaf for leaf in flatten(x) if leaf is not None).shape[0])
