"""Each element of an axis several times in a row."""

from tfjs.ops._shapes import product
from tfjs.ops.shaping import reshaped, sizes_of, tile
from tfjs.tensor import Tensor


def repeated(x: Tensor, times: int, axis: int) -> Tensor:
    """`x` with each element along `axis` `times` times; any rank, since the kernel sees three."""
    if times == 1:
        return x
    sizes = sizes_of(x)
    outer, inner = product(sizes[: axis + 1]), product(sizes[axis + 1 :])
    tall = tile(reshaped(x, (outer, 1, inner)), (1, times, 1))
    return reshaped(tall, (*sizes[:axis], sizes[axis] * times, *sizes[axis + 1 :]))
