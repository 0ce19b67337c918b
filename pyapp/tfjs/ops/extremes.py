"""Elements and slices replaced by larger or smaller ones."""

from typing import TYPE_CHECKING, Any

from tfjs.gradients.custom import with_gradient
from tfjs.ops._arguments import as_tensor
from tfjs.ops.arithmetic import truediv
from tfjs.ops.assignment import given_places, scattered_nd
from tfjs.ops.casting import cast
from tfjs.ops.comparison import equal
from tfjs.ops.gathering import gather_nd, scatter_nd
from tfjs.ops.math import add, multiply
from tfjs.ops.shaping import sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def tensor_scatter_nd_max(
    tensor: "TensorLike",
    indices: "TensorLike",
    updates: "TensorLike",
    bad_indices_policy: str = "",
    name: str | None = None,
) -> Tensor:
    """`tensor` with larger ones of `updates` in place of what is at `indices`."""
    return _extreme("max", tensor, indices, updates, bad_indices_policy)


def tensor_scatter_nd_min(
    tensor: "TensorLike",
    indices: "TensorLike",
    updates: "TensorLike",
    bad_indices_policy: str = "",
    name: str | None = None,
) -> Tensor:
    """`tensor` with smaller ones of `updates` in place of what is at `indices`."""
    return _extreme("min", tensor, indices, updates, bad_indices_policy)


def _extreme(how: str, tensor: Any, indices: Any, updates: Any, policy: str) -> Tensor:
    x = as_tensor(tensor, op=f"tensor_scatter_nd_{how}")
    places, values = given_places(x, indices, updates, policy)
    if not x.dtype.is_floating:
        return scattered_nd(x, how, places, values)
    where = as_tensor(places)

    def run(x: Tensor, values: Tensor) -> tuple[Tensor, Any]:
        out = scattered_nd(x, how, where, values)

        def gradient(upstream: Tensor) -> tuple[Tensor, Tensor]:
            own = cast(equal(x, out), x.dtype)
            others = cast(equal(values, gather_nd(out, where)), x.dtype)
            count = add(own, scatter_nd(where, others, sizes_of(x)))
            share = truediv(upstream, count)  # between equals
            return multiply(share, own), multiply(gather_nd(share, where), others)

        return out, gradient

    return with_gradient(run)(x, as_tensor(values, x.dtype))  # type: ignore[no-any-return]
