"""What every dataset is: a stage, the last one of a pipeline."""

from typing import Any, Self

from tfjs.data.options import Options
from tfjs.data.stages.stage import Stage


class Core:
    """A dataset around the last stage of its pipeline."""

    _stage: Stage
    _options: Options | None = None

    @classmethod
    def _of(cls, stage: Stage) -> Self:
        """A dataset of a stage."""
        made = object.__new__(cls)
        made._stage = stage
        return made

    def _then(self, stage: Stage) -> Self:
        """A dataset that goes on from this one."""
        made = type(self)._of(stage)
        made._options = self._options
        return made


def stage_of(dataset: Any, op: str) -> Stage:
    """The last stage of a dataset.

    Raises:
        TypeError: It is no dataset.
    """
    if not isinstance(dataset, Core):
        raise TypeError(f"{op}: expected a `tf.data.Dataset`. Received: {dataset!r:.80}.")
    return dataset._stage
