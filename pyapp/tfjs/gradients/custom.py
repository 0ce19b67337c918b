"""Functions whose gradient is given by hand."""

import functools
import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tfjs import _bridge
from tfjs._dispatch import elementwise
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


@elementwise
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

    Derivatives of higher order go through what `grad` computes, and through what it reads of `f`.

    The decorated function passes keyword arguments on to `f`; they have no gradient.
    """
    if f is None:
        return custom_gradient

    @functools.wraps(f)
    def decorated(*args: Any, **kwargs: Any) -> Any:
        # An argument that is a variable is not one that the function reads.
        inputs = [
            identity(a) if isinstance(a, Variable) else as_tensor(a, op="custom_gradient")
            for a in args
        ]
        with GradientTape() as seen:
            result, grad = f(*inputs, **kwargs)
        variables = list(seen.watched_variables())
        del seen
        if variables and "variables" not in inspect.signature(grad).parameters:
            raise TypeError(
                "custom_gradient: expected a gradient function with an argument `variables`, "
                "because the function reads trainable variables. Received: one without."
            )
        with _paused():  # tapes have seen what `grad` reads of it, but know this of the results
            outputs = [identity(as_tensor(y)) for y in flatten(result)]
        _connect(inputs, variables, outputs, grad)
        return pack_sequence_as(result, outputs)

    return decorated


def with_gradient(f: Callable[..., Any]) -> Callable[..., Any]:
    """`custom_gradient` for a function of tensors whose results no tape sees by themselves.

    Its gradient may read those results: they are what it is the gradient of, so that it has a
    gradient in turn.
    """

    @functools.wraps(f)
    def decorated(*inputs: Tensor) -> Any:
        with _paused():
            result, grad = f(*inputs)
        _connect(inputs, [], flatten(result), grad)
        return result

    return decorated


def _connect(
    inputs: Sequence[Tensor], variables: list[Variable], outputs: list[Tensor], grad: Any
) -> None:
    """Let the tapes that record know the gradient of outputs."""
    kept: list[Any] = []
    kinds = [y.dtype for y in outputs]

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

    sources = [*(x._slot for x in inputs), *(v._cell._slot for v in variables)]
    _bridge.custom_gradient(sources, [y._slot for y in outputs], backward)


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
