"""Steps as programs: the step of a model on a batch, recorded once and replayed.

Programs are kept for each signature of the data; a last batch with fewer samples has one of its
own. Steps on arrays that lie on the device are taken many at a time, in one crossing.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from tfjs import _bridge
from tfjs.function import autograph as autographs
from tfjs.function import config
from tfjs.function.batched import replayed
from tfjs.function.polymorphic import Function
from tfjs.keras.training.adapters import Rows
from tfjs.nest import map_structure
from tfjs.ops._arguments import as_tensor

if TYPE_CHECKING:
    from tfjs.function.traced import Traced

_MAX_KNOWN: Final = 64
"""Kinds of data whose programs are found without looking at a batch."""


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

        on_batch.__name__ = getattr(step, "__name__", "step")  # it is named where it cannot replay
        self._function = Function(on_batch, None)
        self._known: dict[Any, Traced] = {}

    def run(self, batch: Any) -> Any:
        """The result for one batch."""
        return self.run_all([batch])[0]

    def run_all(self, batches: Sequence[Any]) -> list[Any]:
        """The result for each of some batches."""
        if self._eager or config.functions_run_eagerly():
            return [self._step(as_tensors(_batch(one))) for one in batches]
        results: list[Any] = []
        while len(results) < len(batches):
            batch = batches[len(results)]
            if type(batch) is not Rows:
                results.append(self._function(batch))
            elif not self._replay(batches, results):
                results.append(self._learn(batch))
        return results

    def _replay(self, batches: Sequence[Any], results: list[Any]) -> int:
        """Replay the batches from the first without a result that lie in a row; how many did."""
        first: Rows = batches[len(results)]
        kind, tensors = first.adapter.tensors()
        traced = self._known.get((_bridge.current_backend(), first.size, kind))
        count = _in_a_row(batches, len(results))
        found = replayed(traced, tensors, first.order, first.start, first.size, count)
        results += found
        return len(found)

    def _learn(self, batch: Rows) -> Any:
        """The result for a batch, in the ordinary way, which records what is not known."""
        data = batch.batch()
        result = self._function(data)
        kind, _ = batch.adapter.tensors()
        traced = self._function._traced.get(self._function._key((data,), {}, []))
        if traced is not None:
            if len(self._known) >= _MAX_KNOWN:
                self._known.clear()
            self._known[_bridge.current_backend(), batch.size, kind] = traced
        return result

    def __call__(self, iterator: Iterator[Any]) -> Any:
        """The result for the last of the next batches of an iterator.

        Raises:
            StopIteration: There are none.
        """
        batches = list(islice(iterator, self._steps))
        if not batches:
            raise StopIteration
        return self.run_all(batches)[-1]


def _in_a_row(batches: Sequence[Any], begin: int) -> int:
    """How many batches follow one another in the same arrays and order, all of one size."""
    first = batches[begin]
    end = begin + 1
    while end < len(batches):
        batch = batches[end]
        if (
            batch.size != first.size
            or batch.order is not first.order
            or batch.start != first.start + (end - begin) * first.size
        ):
            break
        end += 1
    return end - begin


def _batch(batch: Any) -> Any:
    return batch.batch() if isinstance(batch, Rows) else batch


def as_tensors(batch: Any) -> Any:
    """A batch with tensors for its arrays."""
    return map_structure(
        lambda part: (
            part if part is None or hasattr(type(part), "__tf_flatten__") else as_tensor(part)
        ),
        batch,
    )
