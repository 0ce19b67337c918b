"""What makes a model trainable: `fit`, `evaluate` and `predict`."""

from collections.abc import Mapping
from typing import Any

from tfjs.keras import config
from tfjs.keras.training import loops
from tfjs.keras.training.data import Data, Validation
from tfjs.keras.training.on_batch import OnBatch
from tfjs.keras.training.stepping import Stepping


class Trainer(Stepping, OnBatch):
    """The part of `Model` that trains, evaluates and predicts; a mixin before `Layer`."""

    stop_evaluating = False
    stop_predicting = False
    history: Any = None
    _initial_epoch: int | None = None

    def fit(
        self,
        x: Any = None,
        y: Any = None,
        batch_size: int | None = None,
        epochs: int = 1,
        verbose: str | int = "auto",
        callbacks: Any = None,
        validation_split: float = 0.0,
        validation_data: Any = None,
        shuffle: bool | str = True,
        class_weight: Mapping[int, float] | None = None,
        sample_weight: Any = None,
        initial_epoch: int = 0,
        steps_per_epoch: int | None = None,
        validation_steps: int | None = None,
        validation_batch_size: int | None = None,
        validation_freq: int | list[int] = 1,
    ) -> Any:
        """Train for some epochs.

        Args:
            x: Arrays or a structure of them, a `tf.data.Dataset`, a `PyDataset`, or a generator of
                batches.
            y: Targets, with arrays only.
            batch_size: Samples in a step, 32 if None; with arrays only.
            epochs: The number of the last epoch.
            verbose: 0 for silence, 1 or "auto" for a line that is updated, 2 for a line per epoch.
            callbacks: `tf.keras.callbacks.Callback`s.
            validation_split: Share of the arrays, from their end, that is kept for validation.
            validation_data: What is evaluated after epochs: `(x, y)`, `(x, y, sample_weight)`, or
                whatever else `x` may be.
            shuffle: Whether samples come in a random order; "batch" shuffles within batches. As in
                Keras, after `tf.keras.utils.set_random_seed` all epochs have one order.
            class_weight: Weights of classes, by their numbers.
            sample_weight: Weights of samples, with arrays only.
            initial_epoch: The number of epochs done before.
            steps_per_epoch: Steps of an epoch; a pass over the data if None.
            validation_steps: Steps of a validation; a pass over the data if None.
            validation_batch_size: Samples in a validation step; `batch_size` if None.
            validation_freq: After how many epochs there is a validation, or after which ones.

        Returns:
            A `History`: `.history` holds the values of each epoch by name.

        Raises:
            ValueError: The model is not compiled, or the data does not fit.

        Interrupted in the middle, the model is as it was after the last whole step.
        """
        self._assert_compile_called("fit")
        most = config.max_epochs()
        return loops.fit(
            self,
            Data(x, y, sample_weight, batch_size, steps_per_epoch, shuffle, class_weight),
            Validation(
                validation_split,
                validation_data,
                validation_steps,
                validation_batch_size,
                validation_freq,
            ),
            epochs=epochs if most is None else min(epochs, most),
            initial_epoch=initial_epoch,
            verbose=verbose,
            callbacks=callbacks,
        )

    def evaluate(
        self,
        x: Any = None,
        y: Any = None,
        batch_size: int | None = None,
        verbose: str | int = "auto",
        sample_weight: Any = None,
        steps: int | None = None,
        callbacks: Any = None,
        return_dict: bool = False,
        **kwargs: Any,
    ) -> Any:
        """The loss and metrics for some data.

        Args:
            x: See `fit`.
            y: Targets, with arrays only.
            batch_size: Samples in a step, 32 if None; with arrays only.
            verbose: See `fit`.
            sample_weight: Weights of samples, with arrays only.
            steps: Steps; a pass over the data if None.
            callbacks: `tf.keras.callbacks.Callback`s.
            return_dict: Whether values come by name.
            **kwargs: None.

        Returns:
            The loss if there are no metrics; a list of loss and metrics, or a dict.

        Raises:
            ValueError: The model is not compiled, or the data does not fit.
        """
        if kwargs:
            raise ValueError(f"Arguments not recognized: {kwargs}")
        self._assert_compile_called("evaluate")
        data = Data(x, y, sample_weight, batch_size, steps)
        logs = loops.evaluate(self, data, verbose, callbacks)
        return logs if return_dict else self._flatten_metrics_in_order(logs)

    def predict(
        self,
        x: Any,
        batch_size: int | None = None,
        verbose: str | int = "auto",
        steps: int | None = None,
        callbacks: Any = None,
    ) -> Any:
        """The model's outputs for some inputs, as ndarrays.

        Args:
            x: See `fit`; targets in it are ignored.
            batch_size: Samples in a step, 32 if None; with arrays only.
            verbose: See `fit`.
            steps: Steps; a pass over the data if None.
            callbacks: `tf.keras.callbacks.Callback`s.
        """
        return loops.predict(self, Data(x, None, None, batch_size, steps), verbose, callbacks)
