"""Event files for TensorBoard."""

import os
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final

from tfjs import summary
from tfjs.keras.callbacks.callback import Callback
from tfjs.ops.shaping import reshape, squeeze, transpose

if TYPE_CHECKING:
    from tfjs.summary import SummaryWriter

_COLORS: Final = (1, 3, 4)


class TensorBoard(Callback):
    """Writes what `fit` and `evaluate` find into event files, in the page's own file system.

    There is no TensorBoard in a browser: get the folder out to look at it there.

    Args:
        log_dir: The folder; files go into `train` and `validation` below it.
        histogram_freq: After how many epochs histograms of the weights are written; 0 for never.
        write_graph: Accepted: there are no graphs here.
        write_images: Whether weights are written as pictures too, with their histograms.
        write_steps_per_second: Whether the speed of training is written.
        update_freq: `"epoch"`, `"batch"`, or after how many steps values are written.
        profile_batch: Accepted: TensorFlow's profiler is not here. `tf.backend.profile` measures.
        embeddings_freq: Accepted: embeddings are not written.
        embeddings_metadata: Accepted.
    """

    def __init__(
        self,
        log_dir: Any = "logs",
        histogram_freq: int = 0,
        write_graph: bool = True,
        write_images: bool = False,
        write_steps_per_second: bool = False,
        update_freq: Any = "epoch",
        profile_batch: Any = 0,
        embeddings_freq: int = 0,
        embeddings_metadata: Any = None,
    ) -> None:
        super().__init__()
        self.log_dir = str(log_dir)
        self.histogram_freq = histogram_freq
        self.write_graph = write_graph
        self.write_images = write_images
        self.write_steps_per_second = write_steps_per_second
        self.update_freq = 1 if update_freq == "batch" else update_freq
        self.embeddings_freq = embeddings_freq
        self.embeddings_metadata = embeddings_metadata
        self._every_step = self.update_freq != "epoch" or write_steps_per_second
        self._writers: dict[str, SummaryWriter] = {}
        self._open: list[ExitStack] = []
        self._steps = {"train": 0, "validation": 0}
        self._began = self._epoch_began = 0.0

    def set_model(self, model: Any) -> None:
        """Learn the model; files begin anew."""
        super().set_model(model)
        self._writers = {}

    def on_train_begin(self, logs: Any = None) -> None:
        """Begin with step 0."""
        self._steps["train"] = 0
        self._enter("train")

    def on_train_end(self, logs: Any = None) -> None:
        """Write and close the files."""
        self._leave()
        for writer in self._writers.values():
            writer.close()

    def on_test_begin(self, logs: Any = None) -> None:
        """Let summaries of the model's own go to the validation's file."""
        self._enter("validation")

    def on_test_end(self, logs: Any = None) -> None:
        """Write the results by the optimizer's steps."""
        iterations = getattr(self.model.optimizer, "iterations", None)
        if iterations is not None:
            at = int(iterations.numpy())
            with self._writer("validation").as_default():
                for name, value in (logs or {}).items():
                    summary.scalar(f"evaluation_{name}_vs_iterations", value, step=at)
        self._leave()

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Count the step."""
        self._next("train")
        self._began = time.perf_counter()

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Write the values so far, if it is time."""
        step = self._steps["train"]
        if self.write_steps_per_second:
            speed = 1.0 / max(time.perf_counter() - self._began, 1e-9)
            summary.scalar("batch_steps_per_second", speed, step=step)
        if summary.should_record_summaries():
            for name, value in (logs or {}).items():
                summary.scalar(f"batch_{name}", value, step=step)

    def on_test_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Count the step."""
        self._next("validation")

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Remember the time and the step."""
        self._epoch_began = time.perf_counter()
        self._epoch_step = self._steps["train"]

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Write the epoch's values, and the weights if it is time."""
        found = dict(logs or {})
        trained = {name: value for name, value in found.items() if not name.startswith("val_")}
        rate = getattr(self.model.optimizer, "learning_rate", None)
        if found and rate is not None:
            trained["learning_rate"] = float(rate)
        if found and self.write_steps_per_second:
            passed = max(time.perf_counter() - self._epoch_began, 1e-9)
            trained["steps_per_second"] = (self._steps["train"] - self._epoch_step) / passed
        self._write("train", epoch, trained)
        checked = {name[4:]: value for name, value in found.items() if name.startswith("val_")}
        self._write("validation", epoch, checked)
        if self.histogram_freq and epoch % self.histogram_freq == 0:
            self._write_weights(epoch)

    def _writer(self, kind: str) -> "SummaryWriter":
        if kind not in self._writers:
            self._writers[kind] = summary.create_file_writer(os.path.join(self.log_dir, kind))  # noqa: PTH118
        return self._writers[kind]

    def _write(self, kind: str, epoch: int, values: dict[str, Any]) -> None:
        if values:
            with self._writer(kind).as_default():
                for name, value in values.items():
                    summary.scalar(f"epoch_{name}", value, step=epoch)

    def _write_weights(self, epoch: int) -> None:
        with self._writer("train").as_default():
            for weight in (w for layer in self.model.layers for w in layer.weights):
                name = weight.path.replace(":", "_")
                summary.histogram(f"{name}/histogram", weight, step=epoch)
                picture = _picture(weight.value) if self.write_images else None
                if picture is not None:
                    summary.image(f"{name}/image", picture, step=epoch)

    def _enter(self, kind: str) -> None:
        """Let summaries go to a file, at the step, if it is one of those."""
        if self.update_freq == "epoch":
            return
        step = self._steps[kind]
        block = ExitStack()
        block.enter_context(self._writer(kind).as_default(step))
        block.enter_context(summary.record_if(step % self.update_freq == 0))
        self._open.append(block)

    def _leave(self) -> None:
        if self._open:
            self._open.pop().close()

    def _next(self, kind: str) -> None:
        self._steps[kind] += 1
        if self.update_freq != "epoch":
            self._leave()
            self._enter(kind)


def _picture(weight: Any) -> Any:
    """A weight as pictures `(count, height, width, channels)`; None if it is none."""
    values = squeeze(weight)
    if values.ndim == 1:
        return reshape(values, [1, len(values), 1, 1])
    if values.ndim == 2:
        wide = transpose(values) if values.shape[0] > values.shape[1] else values
        return reshape(wide, [1, *wide.shape, 1])
    if values.ndim == 3:
        kernels = transpose(values, [2, 0, 1])
        return reshape(kernels, [*kernels.shape, 1])
    return values if values.ndim == 4 and values.shape[-1] in _COLORS else None
