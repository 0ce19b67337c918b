"""Batches of matrices that broadcast against each other."""

from typing import TYPE_CHECKING, Any

from tfjs.dtypes import float32
from tfjs.ops._arguments import as_tensor
from tfjs.ops._shapes import broadcast_shape
from tfjs.ops.shaping import broadcast_to, sizes_of
from tfjs.ops.solving import cholesky_solve
from tfjs.ops.systems import solve, triangular_solve
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs.tensor import Tensor

Sizes = tuple[int, ...]


def given(value: Any, what: str) -> Any:
    """A tensor, or a variable as it is, whose value counts when it is used."""
    return value if isinstance(value, Variable) else as_tensor(value, op=what)


def given_number(value: Any, what: str) -> Any:
    """`given`, where a Python number is a float32."""
    return as_tensor(value, hint=float32, op=what) if isinstance(value, int) else given(value, what)


def common(shapes: "list[Sizes]") -> Sizes:
    """What leading axes broadcast to."""
    whole: Sizes = ()
    for shape in shapes:
        whole = broadcast_shape(whole, shape, "LinearOperator")
    return whole


def together(*matrices: "Tensor", inner: int = 2) -> "list[Tensor]":
    """Matrices with the same leading axes."""
    batch = common([sizes_of(m)[: m.ndim - inner] for m in matrices])
    return [
        m
        if sizes_of(m)[: m.ndim - inner] == batch
        else broadcast_to(m, (*batch, *sizes_of(m)[m.ndim - inner :]))
        for m in matrices
    ]


def spread(x: "Tensor", batch: Sizes, inner: int) -> "Tensor":
    """A tensor with these leading axes before its last `inner` ones."""
    wanted = (*batch, *sizes_of(x)[x.ndim - inner :])
    return x if sizes_of(x) == wanted else broadcast_to(x, wanted)


def solved(matrix: "Tensor", rhs: "Tensor", adjoint: bool = False) -> "Tensor":
    """`solve` with batches that broadcast."""
    a, b = together(matrix, rhs)
    return solve(a, b, adjoint=adjoint)


def solved_by_factor(factor: "Tensor", rhs: "Tensor") -> "Tensor":
    """`cholesky_solve` with batches that broadcast."""
    a, b = together(factor, rhs)
    return cholesky_solve(a, b)


def solved_triangle(matrix: "Tensor", rhs: "Tensor", adjoint: bool) -> "Tensor":
    """`triangular_solve` with lower triangles and batches that broadcast."""
    a, b = together(matrix, rhs)
    return triangular_solve(a, b, lower=True, adjoint=adjoint)
