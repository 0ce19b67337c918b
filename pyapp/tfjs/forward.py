"""`tf.autodiff.ForwardAccumulator`: derivatives in a direction."""

from typing import Any

from tfjs import nest
from tfjs.gradients.tape import GradientTape, UnconnectedGradients
from tfjs.ops._arguments import as_tensor
from tfjs.ops.creation import ones_like, zeros_like
from tfjs.ops.reductions import reduce_sum
from tfjs.variable import Variable


class ForwardAccumulator:
    """Computes how results change when inputs move in a direction; a context.

    It goes back twice instead of forward once: a gradient is linear in what flows into it, and the
    gradient of that is the derivative forward.

    Args:
        primals: Tensors or variables, or a structure of them.
        tangents: In which direction each moves, of the same structure, shapes and dtypes.

    Raises:
        ValueError: Other shapes or dtypes, or another structure.

    Example:
        >>> x = tf.constant([2.0, 3.0])
        >>> with tf.autodiff.ForwardAccumulator(x, tf.constant([1.0, 0.0])) as acc:
        ...     y = tf.reduce_sum(x**2)
        >>> acc.jvp(y)
        <tf.Tensor: shape=(), dtype=float32, numpy=4.0>
    """

    def __init__(self, primals: Any, tangents: Any) -> None:
        nest.assert_same_structure(primals, tangents)
        self._primals = nest.flatten(primals)
        self._tangents = [as_tensor(t) for t in nest.flatten(tangents)]
        for primal, tangent in zip(self._primals, self._tangents, strict=True):
            if primal.dtype is not tangent.dtype or primal.shape != tangent.shape:
                raise ValueError(
                    f"Dtypes and shapes must agree. Received: {primal.dtype.name} {primal.shape} "
                    f"and {tangent.dtype.name} {tangent.shape}."
                )
        self._tape: GradientTape | None = None

    def __enter__(self) -> "ForwardAccumulator":
        self._tape = GradientTape(persistent=True)
        self._tape.__enter__()
        for primal in self._primals:
            if not isinstance(primal, Variable):
                self._tape.watch(primal)
        return self

    def __exit__(self, *error: Any) -> None:
        if self._tape is not None:
            self._tape.__exit__(*error)

    def jvp(
        self,
        primals: Any,
        unconnected_gradients: UnconnectedGradients = UnconnectedGradients.NONE,
    ) -> Any:
        """How results change.

        Args:
            primals: Results that were computed in the context, or a structure of them.
            unconnected_gradients: Whether results that do not depend on the inputs give None, or
                zeros.

        Raises:
            ValueError: Outside of a context.
        """
        unconnected = UnconnectedGradients(unconnected_gradients)
        found = [self._moved(result, unconnected) for result in nest.flatten(primals)]
        return nest.pack_sequence_as(primals, found)

    def _moved(self, result: Any, unconnected: UnconnectedGradients) -> Any:
        if self._tape is None:
            raise ValueError("ForwardAccumulator: expected to be used as a context first.")
        for primal, tangent in zip(self._primals, self._tangents, strict=True):
            if result is primal:
                return tangent
        flow = ones_like(result)
        with GradientTape() as outer:
            outer.watch(flow)
            back = self._tape.gradient(result, self._primals, output_gradients=flow)
            pairs = zip(back, self._tangents, strict=True)
            parts = [reduce_sum(as_tensor(g) * t) for g, t in pairs if g is not None]
            total = sum(parts[1:], parts[0]) if parts else None
        if total is None:
            return None if unconnected is UnconnectedGradients.NONE else zeros_like(result)
        moved = outer.gradient(total, flow)
        return zeros_like(result) if moved is None else moved
