"""Steps as programs: the step of a model on a batch, recorded once and replayed.

A batch of arrays on the device is taken from them inside the program, so that a step is one
crossing. Programs are kept for each signature of the data; a last batch with fewer samples has one
of its own.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from tfjs.function import autograph as autographs
from tfjs.function import config
from tfjs.function.polymorphic import Function
from tfjs.keras.training.adapters import Rows, taken
from tfjs.nest import map_structure
from tfjs.ops._arguments import as_tensor


class Step:
    """A step of a model.

    Args:
        step: Takes a batch.
        eager: Whether it runs as plain Python, operation by operation.
        steps_per_execution: Batches that a call with an iterator takes.
        keeps_result: Whether what the step returns is wanted. What only its result needs is left
            out of the program if not.
    """

    def __init__(
        self,
        step: Callable[[Any], Any],
        *,
        eager: bool = False,
        steps_per_execution: int = 1,
        keeps_result: bool = True,
    ) -> None:
        self._step = step
        self._eager = eager
        self._steps = steps_per_execution
        converted = autographs.converted(step)

        def on_batch(data: Any) -> Any:
            result = converted(data)
            return result if keeps_result else None

        def on_rows(order: Any, row: Any, data: Any) -> Any:
            result = converted(taken(order, row, data))
            return result if keeps_result else None

        self._on_batch = Function(on_batch, None)
        self._on_rows = Function(on_rows, None)

    def run(self, batch: Any) -> Any:
        """The result for one batch."""
        if self._eager or config.functions_run_eagerly():
            return self._step(as_tensors(batch.batch() if isinstance(batch, Rows) else batch))
        if type(batch) is Rows:
            return self._on_rows(*batch.arguments())
        return self._on_batch(batch)

    def __call__(self, iterator: Iterator[Any]) -> Any:
        """The result for the last of the next batches of an iterator.

        Raises:
            StopIteration: There are none.
        """
        result, found = None, False
        for batch in islice(iterator, self._steps):
            result, found = self.run(batch), True
        if not found:
            raise StopIteration
        return result


def as_tensors(batch: Any) -> Any:
    """A batch with tensors for its arrays."""
    return map_structure(
        lambda part: (
            part if part is None or hasattr(type(part), "__tf_flatten__") else as_tensor(part)
        ),
        batch,
    )
