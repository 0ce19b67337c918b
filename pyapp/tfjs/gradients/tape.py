"""`tf.GradientTape`: records operations, then gives gradients of what they computed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from tfjs import _bridge
from tfjs.gradients.parts import UnconnectedGradients as UnconnectedGradients
from tfjs.gradients.parts import made, sizes_of_any, slot_of, unit, weights_of
from tfjs.nest import flatten, pack_sequence_as
from tfjs.ops._arguments import as_tensor
from tfjs.ops._families import filled
from tfjs.ops.joining import stack
from tfjs.ops.shaping import reshape, sizes_of
from tfjs.tensor import Tensor
from tfjs.variable import Variable


class GradientTape:
    """Records operations on what it watches, for their gradients.

    Args:
        persistent: Whether gradients can be asked for more than once. What a persistent tape keeps
            is freed when Python drops the tape.
        watch_accessed_variables: Whether trainable variables are watched as soon as they are read.

    Gradients are TF.js's own. That of something of which `tf.gather` or an embedding picked rows
    is `tf.IndexedSlices`, a row for each index, unless something else used it too.
    """

    def __init__(self, persistent: bool = False, watch_accessed_variables: bool = True) -> None:
        self._persistent = persistent
        self._watches_variables = watch_accessed_variables
        self._tape: int | None = None
        self._last = 0
        self._known = _bridge.KnownGradients()
        self._recording = False
        self._used = False
        self._depth = 0

    def __enter__(self) -> "GradientTape":
        if self._recording:
            raise ValueError(
                "Tape is still recording, This can happen if you try to re-enter an already-active "
                "tape."
            )
        if self._tape is None:
            self._tape = self._last = _bridge.make_tape(self._watches_variables, self._known)
            self._used = False
        self._depth = _bridge.depth()
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._recording:
            self._stop()

    def __del__(self) -> None:
        self._release()

    def _start(self) -> None:
        _bridge.start_tape(self._number())
        self._recording = True

    def _stop(self) -> None:
        _bridge.stop_tape(self._number())
        self._recording = False

    def _release(self) -> None:
        if self._recording:
            self._stop()
        if self._tape is not None:
            _bridge.free_tape(self._tape)
            self._known.clear()
            self._tape = None

    def _number(self) -> int:
        if _bridge.depth() > self._depth:
            raise _bridge.UnfitError("a tape is used across the edge of a loop or branch")
        if self._tape is None:
            raise RuntimeError(
                "A non-persistent GradientTape can only be used to compute one set of gradients "
                "(or jacobians). Make it with tf.GradientTape(persistent=True) to ask again."
                if self._used
                else "GradientTape: expected a tape that has recorded. Received: one that was "
                "never entered. Use `with tf.GradientTape() as tape:`."
            )
        return self._tape

    def watch(self, tensor: Any) -> None:
        """Record what is computed from a tensor, or from each tensor of a structure.

        Raises:
            RuntimeError: The tape has not begun to record, or has been used.
            ValueError: Something that is neither tensor nor variable.
        """
        if self._tape is None:
            raise RuntimeError(
                "GradientTape.watch: expected a tape that records. Use it inside `with`."
            )
        for item in flatten(tensor):
            if not isinstance(item, Tensor | Variable):
                raise ValueError(
                    f"Passed in object {item!r:.100} of type {type(item).__name__!r}, not "
                    "tf.Tensor or tf.Variable."
                )
            _bridge.watch_slot(self._number(), slot_of(item))

    @contextmanager
    def stop_recording(self) -> Iterator[None]:
        """Record nothing in the block, then go on.

        Raises:
            ValueError: The tape does not record.
        """
        if not self._recording:
            raise ValueError("Tape is not recording. Use stop_recording inside `with`.")
        self._stop()
        try:
            yield
        finally:
            self._start()

    def reset(self) -> None:
        """Forget everything recorded so far, and go on.

        Raises:
            ValueError: The tape does not record.
        """
        if not self._recording:
            raise ValueError("Tape is not recording. Use reset inside `with`.")
        _bridge.reset_tape(self._number())
        self._known.clear()

    def watched_variables(self) -> tuple[Variable, ...]:
        """The variables watched so far, in the order in which they were read."""
        slots = _bridge.watched_variables(self._last)
        return tuple(v for v in map(Variable._of_slot, slots) if v is not None)

    def gradient(
        self,
        target: Any,
        sources: Any,
        output_gradients: Any = None,
        unconnected_gradients: UnconnectedGradients | str = UnconnectedGradients.NONE,
    ) -> Any:
        """Gradient of the sum of `target` with respect to each source.

        Args:
            target: A tensor, or a structure of them.
            sources: Watched tensors or variables, one or a structure (lists, tuples, dicts).
            output_gradients: Weights of the targets' elements, of the targets' structure and
                shapes; ones if None.
            unconnected_gradients: What stands for a gradient that does not exist: None
                (`"none"`) or zeros (`"zero"`).

        Returns:
            The structure of `sources`, each with a tensor of its shape and dtype (or
            `tf.IndexedSlices`, which stand for one), or None.

        Raises:
            RuntimeError: The tape is not persistent and has been used.
            LookupError: An operation on the way has no gradient.
        """
        given = (output_gradients, UnconnectedGradients(unconnected_gradients))
        return self._gradient(target, sources, *given, slices=True)

    def _gradient(
        self,
        target: Any,
        sources: Any,
        output_gradients: Any,
        unconnected: UnconnectedGradients,
        *,
        slices: bool,
    ) -> Any:
        number = self._number()
        if self._recording and not self._persistent:
            self._stop()
        targets = [as_tensor(t, op="tape.gradient") for t in flatten(target)]
        places = flatten(sources)
        for place in places:
            if not isinstance(place, Tensor | Variable):
                raise ValueError(
                    "tape.gradient: expected tensors or variables as sources. Received: "
                    f"{type(place).__name__}."
                )
        weights = weights_of(target, targets, output_gradients)
        slots = _bridge.gradient(
            number,
            [t._slot for t in targets],
            [0 if w is None else w._slot for w in weights],
            [slot_of(p) for p in places],
            slices=slices,
        )
        found = [made(*each, place, unconnected) for each, place in zip(slots, places, strict=True)]
        if not self._persistent:
            self._release()
            self._used = True
        return pack_sequence_as(sources, found)

    def jacobian(
        self,
        target: Any,
        sources: Any,
        unconnected_gradients: UnconnectedGradients | str = UnconnectedGradients.NONE,
        parallel_iterations: int | None = None,
        experimental_use_pfor: bool = True,
    ) -> Any:
        """Gradient of each element of `target` with respect to each source.

        One backward pass for each element of the target; the last two arguments change nothing.

        Returns:
            The structure of `sources`, each with a tensor of shape `target.shape + source.shape`.
        """
        y = as_tensor(target, op="tape.jacobian")
        sizes, count = sizes_of(y), y.shape.num_elements() or 0
        rows = self._rows(y, sources, [unit(i, count, sizes, y.dtype) for i in range(count)])
        places = flatten(sources)
        unconnected = UnconnectedGradients(unconnected_gradients)
        found: list[Tensor | None] = []
        for i, place in enumerate(places):
            parts = [row[i] for row in rows]
            shape = (*sizes, *sizes_of_any(place))
            if not parts or parts[0] is None:
                zeros = unconnected is UnconnectedGradients.ZERO or not parts
                found.append(filled(shape, 0, place.dtype) if zeros else None)
            else:
                found.append(reshape(stack(parts), shape))
        return pack_sequence_as(sources, found)

    def batch_jacobian(
        self,
        target: Any,
        source: Any,
        unconnected_gradients: UnconnectedGradients | str = UnconnectedGradients.NONE,
        parallel_iterations: int | None = None,
        experimental_use_pfor: bool = True,
    ) -> Any:
        """Jacobian of each example, where `target[i]` depends on `source[i]` alone.

        Args:
            target: Shape `(batch, ...)`.
            source: Shape `(batch, ...)`.

        Returns:
            Shape `(batch,) + target.shape[1:] + source.shape[1:]`.

        Raises:
            ValueError: The two differ in their batch size.
        """
        y = as_tensor(target, op="tape.batch_jacobian")
        sizes, source_sizes = sizes_of(y), sizes_of_any(source)
        if not sizes or not source_sizes or sizes[0] != source_sizes[0]:
            raise ValueError(
                "tape.batch_jacobian: expected target and source of one batch size. Received: "
                f"target={y.shape}, source={source.shape}."
            )
        count = int(np.prod(sizes[1:], dtype=int))
        units = [unit(j, count, (1, *sizes[1:]), y.dtype, repeats=sizes[0]) for j in range(count)]
        parts = [row[0] for row in self._rows(y, source, units)]
        shape = (*sizes, *source_sizes[1:])
        if not parts or parts[0] is None:
            zeros = UnconnectedGradients(unconnected_gradients) is UnconnectedGradients.ZERO
            return filled(shape, 0, source.dtype) if zeros or not parts else None
        return reshape(stack(parts, axis=1), shape)

    def _rows(self, y: Tensor, sources: Any, weights: Sequence[Tensor]) -> list[list[Any]]:
        """A gradient for each weighting of the target."""
        persistent, self._persistent = self._persistent, True
        if self._recording and not persistent:
            self._stop()
        try:
            self._number()
            none = UnconnectedGradients.NONE
            return [
                flatten(self._gradient(y, sources, weight, none, slices=False))
                for weight in weights
            ]
        finally:
            self._persistent = persistent
            if not persistent:
                self._release()
                self._used = True
