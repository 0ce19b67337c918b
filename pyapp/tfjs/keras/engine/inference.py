"""Shapes and dtypes of what a function would return, found by calling it on zeros.

There are no symbolic tensors below Keras, so the function runs. A size that is not known is tried
with two numbers; sizes of the result that differ then are not known either. Nothing that the
function assigns to variables remains.
"""

from collections.abc import Callable
from typing import Any

from tfjs import _bridge, dtypes, nest
from tfjs.keras.engine.context import state
from tfjs.keras.engine.dtypes import standardize_dtype
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.ops.creation import fill, zeros
from tfjs.tensor import Tensor
from tfjs.variable import Variable

# Sizes tried for a batch, and for any other unknown size: primes, the latter large enough for
# windows and pools.
_BATCH = (2, 3)
_OTHER = (83, 89)

Spec = tuple[tuple[int, ...], str]


def output_spec(function: Callable[..., Any], args: Any, kwargs: Any) -> Any:
    """KerasTensors in the structure of what `function(*args, **kwargs)` would return.

    Args:
        function: Takes tensors in place of the KerasTensors.
        args: Positional arguments, KerasTensors among them.
        kwargs: Keyword arguments.
    """
    structure, first = _specs(function, args, kwargs, 0)
    leaves = nest.flatten((args, kwargs))
    if any(isinstance(leaf, KerasTensor) and None in leaf.shape for leaf in leaves):
        _, second = _specs(function, args, kwargs, 1)
    else:
        second = first
    tensors = [_joined(a, b) for a, b in zip(first, second, strict=True)]
    return nest.pack_sequence_as(structure, tensors)


def run_on_zeros(function: Callable[..., Any], args: Any, kwargs: Any) -> None:
    """Call a function once on zeros, for what it builds."""
    _specs(function, args, kwargs, None)


def _joined(first: Spec | None, second: Spec | None) -> KerasTensor | None:
    if first is None or second is None:
        return None
    sizes = [a if a == b else None for a, b in zip(first[0], second[0], strict=True)]
    return KerasTensor(sizes, first[1])


def _specs(
    function: Callable[..., Any], args: Any, kwargs: Any, trial: int | None
) -> tuple[Any, list[Spec | None]]:
    found: list[tuple[Any, list[Spec | None]]] = []

    def body(_: list[int]) -> list[int]:
        given = nest.map_structure(lambda leaf: _example(leaf, trial), (args, kwargs))
        result = function(*given[0], **given[1])
        specs = [_spec(leaf) for leaf in nest.flatten(result)]
        found.append((nest.map_structure(lambda _: None, result), specs))
        return []

    outer = state.batch
    free = any(
        isinstance(leaf, KerasTensor) and leaf.shape and leaf.shape[0] is None
        for leaf in nest.flatten((args, kwargs))
    )
    state.batch = (1 if trial is None else _BATCH[trial]) if free else 0
    state.symbolic += 1
    _bridge.pause_tapes()
    try:
        if _bridge.is_recording():
            body([])
        else:
            _bridge.Program.record([], body, dry=True)
    finally:
        _bridge.resume_tapes()
        state.symbolic -= 1
        state.batch = outer
    return found.pop()


def _spec(leaf: Any) -> Spec | None:
    if leaf is None:
        return None
    if not isinstance(leaf, Tensor | Variable):
        raise ValueError(
            "Could not infer what a layer returns: expected tensors. Received: "
            f"{leaf} (of type {type(leaf)})."
        )
    return tuple(leaf.shape), standardize_dtype(leaf.dtype)  # type: ignore[arg-type]


def _example(leaf: Any, trial: int | None) -> Any:
    if not isinstance(leaf, KerasTensor):
        return leaf
    sizes = []
    for axis, size in enumerate(leaf.shape):
        if size is None:
            tries = _BATCH if axis == 0 else _OTHER
            size = (1 if axis == 0 else tries[0]) if trial is None else tries[trial]
        sizes.append(size)
    dtype = dtypes.as_dtype(leaf.dtype)
    return fill(sizes, "") if dtype is dtypes.string else zeros(sizes, dtype)
