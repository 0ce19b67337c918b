"""Functions of `tf.keras.ops` that take functions, or patterns."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np

from tfjs.flow.branches import switch_case
from tfjs.gradients import custom_gradient as with_gradient
from tfjs.keras.ops.symbolic import operation
from tfjs.ops import joining, shaping
from tfjs.ops.arithmetic import clip_by_value
from tfjs.ops.casting import cast
from tfjs.ops.creation import convert_to_tensor
from tfjs.tensor import Tensor


def vectorize(
    pyfunc: Callable[..., Any], *, excluded: Any = None, signature: str | None = None
) -> Callable[..., Any]:
    """A function of tensors that calls another for each element of its arguments.

    Raises:
        ValueError: What is no function, or a `signature`.
    """
    if not callable(pyfunc):
        raise ValueError(f"Expected argument `pyfunc` to be a callable. Received: pyfunc={pyfunc}")
    if signature is not None:
        raise ValueError(
            "vectorize: expected signature=None; use `keras.ops.vectorized_map` for functions of "
            f"vectors. Received: signature={signature!r}"
        )
    kept = frozenset(excluded or ())

    def function(*args: Any) -> Any:
        taken = {i: convert_to_tensor(a) for i, a in enumerate(args) if i not in kept}
        size = np.broadcast_shapes(*[shaping.sizes_of(t) for t in taken.values()])
        flat = {i: shaping.reshape(shaping.broadcast_to(t, size), [-1]) for i, t in taken.items()}
        results = [
            convert_to_tensor(
                pyfunc(*[flat[i][place] if i in flat else a for i, a in enumerate(args)])
            )
            for place in range(int(np.prod(size)))
        ]
        return shaping.reshape(joining.stack(results), [*size, *results[0].shape])

    return function


def switch(index: Any, branches: Any, *operands: Any) -> Any:
    """What one of several functions gives; a number out of range counts as the nearest."""
    place = clip_by_value(cast(convert_to_tensor(index), "int32"), 0, len(branches) - 1)
    calls = [lambda f=branch: f(*operands) for branch in branches]
    return switch_case(place, calls)


def custom_gradient(f: Callable[..., Any]) -> Callable[..., Any]:
    """A function whose gradient is what it returns beside its result.

    Args:
        f: Returns its result and a function that is called with `upstream=`.
    """
    return with_gradient(f)


def rearrange(tensor: Any, pattern: str, **axes_lengths: int) -> Tensor:
    """Axes split, reordered and joined as a pattern says, such as "b (h w) c -> b c h w".

    Raises:
        ValueError: A pattern without "->", or sizes that do not fit.
    """
    return _rearrange(tensor, pattern, tuple(axes_lengths.items()))


@operation("einops", "Rearrange", "tensor")
def _rearrange(tensor: Any, pattern: str = "", lengths: Any = ()) -> Tensor:
    x = convert_to_tensor(tensor)
    sides = re.split(r"\s*->\s*", pattern.strip())
    if len(sides) != 2:
        raise ValueError(f'rearrange: expected "input -> output". Received: pattern={pattern!r}')
    given, wanted = (_groups(side) for side in sides)
    if len(given) != len(x.shape):
        raise ValueError(
            f"rearrange: expected {len(given)} dimensions for {sides[0]!r}. "
            f"Received: shape={x.shape}"
        )
    sizes: dict[str, int] = dict(lengths)
    for group, size in zip(given, shaping.sizes_of(x), strict=True):
        unknown = [name for name in group if name not in sizes]
        known = int(np.prod([sizes[name] for name in group if name in sizes]))
        if len(unknown) > 1 or (unknown and size % known) or (not unknown and size != known):
            raise ValueError(
                f"rearrange: expected sizes of {' '.join(group)} that make {size}. "
                f"Received: {dict(lengths)}"
            )
        if unknown:
            sizes[unknown[0]] = size // known
    names = [name for group in given for name in group]
    order = [names.index(name) for group in wanted for name in group]
    apart = shaping.transpose(shaping.reshape(x, [sizes[name] for name in names]), order)
    return shaping.reshape(
        apart, [int(np.prod([sizes[name] for name in group])) for group in wanted]
    )


def _groups(side: str) -> list[list[str]]:
    return [part.strip("()").split() for part in re.findall(r"\(.*?\)|\w+", side)]
