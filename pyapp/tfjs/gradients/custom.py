"""Functions whose gradient is given by hand."""

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tfjs import _bridge
from tfjs.errors import InvalidArgumentError
from tfjs.gradients.tape import GradientTape
from tfjs.nest import flatten, pack_sequence_as
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import identity
from tfjs.tensor import Tensor
from tfjs.variable import Variable


@contextmanager
def _paused() -> Iterator[None]:
    """Let no tape record in the block."""
    _bridge.pause_tapes()
    try:
        yield
    finally:
        _bridge.resume_tapes()


def stop_gradient(input: Any, name: str | None = None) -> Tensor:
    """The same values, through which no gradient flows."""
    with _paused():
        return identity(as_tensor(input, op="stop_gradient"))


def custom_gradient(f: Callable[..., Any] | None = None) -> Callable[..., Any]:
    """Decorate a function that brings its own gradient.

    Args:
        f: Returns its results and a function `grad(*upstream)`, which gets one tensor for each
            result and returns one (or None) for each positional argument. If `f` reads trainable
            variables, `grad` takes `variables=None` too and returns a pair: the arguments'
            gradients, and a list of the variables'.

    The decorated function passes keyword arguments on to `f`; they have no gradient.
    """
    if f is None:
        return custom_gradient

    @functools.wraps(f)
    def decorated(*args: Any, **kwargs: Any) -> Any:
        inputs = [as_tensor(a, op="custom_gradient") for a in args]
        with _paused():
            given = [identity(x) for x in inputs]  # an argument that is a variable is not read
            with GradientTape() as seen:
                result, grad = f(*given, **kwargs)
        del given
        variables = list(seen.watched_variables())
        del seen
        if variables and "variables" not in inspect.signature(grad).parameters:
            raise TypeError(
                "custom_gradient: expected a gradient function with an argument `variables`, "
                "because the function reads trainable variables. Received: one without."
            )
        with _paused():
            outputs = [identity(as_tensor(y)) for y in flatten(result)]
        kept: list[Any] = []

        def backward(slots: list[int]) -> list[int]:
            upstream = [Tensor(slot, y) for slot, y in zip(slots, kinds, strict=True)]
            if variables:
                given, by_variable = grad(*upstream, variables=variables)
            else:
                given, by_variable = grad(*upstream), []
            parts = [*flatten(given if isinstance(given, list | tuple) else [given]), *by_variable]
            wanted: list[Any] = [*inputs, *variables]
            if len(parts) != len(wanted):
                raise ValueError(
                    f"custom_gradient: expected {len(wanted)} gradients. Received: {len(parts)}."
                )
            kept[:] = [None if p is None else as_tensor(p) for p in parts]
            for part, place in zip(kept, wanted, strict=True):
                if part is not None and tuple(part.shape) != tuple(place.shape):
                    raise InvalidArgumentError(
                        f"custom_gradient: expected a gradient of shape {place.shape}. Received: "
                        f"{part.shape}.",
                        op="custom_gradient",
                    )
            return [0 if p is None else p._slot for p in kept]

        kinds = [y.dtype for y in outputs]
        sources = [*(x._slot for x in inputs), *(v._cell._slot for v in variables)]
        _bridge.custom_gradient(sources, [y._slot for y in outputs], backward)
        return pack_sequence_as(result, outputs)

    return decorated


def recompute_grad(f: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a function so that a tape keeps its arguments only and runs it again for gradients.

    Saves memory, costs a second run of `f`.
    """

    @functools.wraps(f)
    def decorated(*args: Any, **kwargs: Any) -> Any:
        @custom_gradient
        def once(*inputs: Any) -> Any:
            result = f(*inputs, **kwargs)

            def grad(*upstream: Any, variables: list[Variable] | None = None) -> Any:
                with GradientTape() as tape:
                    tape.watch(list(inputs))
                    again = f(*inputs, **kwargs)
                sources = [*inputs, *(variables or [])]
                parts = tape.gradient(flatten(again), sources, list(upstream))
                found = parts[: len(inputs)]
                return (found, parts[len(inputs) :]) if variables else found

            return result, grad

        return once(*args)

    return decorated
