"""What becomes of operators when they meet: products, solutions, transposes, factors.

Where two of a kind give one of that kind, they do; otherwise a product is a composition.
"""

from typing import Any

from tfjs.linear_operators import _hints
from tfjs.linear_operators.blocks import LinearOperatorBlockDiag
from tfjs.linear_operators.circulant import _Circulant
from tfjs.linear_operators.combined import (
    LinearOperatorAdjoint,
    LinearOperatorComposition,
    LinearOperatorInversion,
    is_square_of_one,
)
from tfjs.linear_operators.dense import LinearOperatorDiag, LinearOperatorLowerTriangular
from tfjs.linear_operators.identity import (
    LinearOperatorIdentity,
    LinearOperatorScaledIdentity,
    LinearOperatorZeros,
)
from tfjs.linear_operators.operator import MADE, PRODUCTS, QUOTIENTS, LinearOperator
from tfjs.ops._arguments import as_tensor
from tfjs.ops.decompositions import cholesky

_SCALES = (LinearOperatorScaledIdentity, LinearOperatorDiag)


def _commuting(left: LinearOperator, right: LinearOperator) -> dict[str, Any]:
    return {
        "is_non_singular": _hints.non_singular(left, right),
        "is_self_adjoint": _hints.self_adjoint(left, right),
        "is_positive_definite": _hints.positive_definite(left, right),
    }


def _by_identity(left: Any, right: Any) -> LinearOperator | None:
    if isinstance(left, LinearOperatorZeros) or isinstance(right, LinearOperatorZeros):
        return _zeros(left, right)
    if isinstance(left, LinearOperatorIdentity):
        return right  # type: ignore[no-any-return]
    return left if isinstance(right, LinearOperatorIdentity) else None


def _zeros(left: LinearOperator, right: LinearOperator) -> LinearOperator | None:
    rows, columns = left._sizes()[-2], right._sizes()[-1]
    if not left.is_square or not right.is_square:
        return None
    return left if isinstance(left, LinearOperatorZeros) else right if rows == columns else None


def _of_inverses(left: Any, right: Any) -> LinearOperator | None:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, LinearOperatorInversion) and one.operator is other:
            *batch, size, _ = other._sizes()
            return LinearOperatorIdentity(size, batch or None, other.dtype)
    return None


def _of_scales(left: Any, right: Any) -> LinearOperator | None:
    if not isinstance(left, _SCALES) or not isinstance(right, _SCALES):
        return None
    hints = _commuting(left, right)
    if isinstance(left, LinearOperatorScaledIdentity) and isinstance(
        right, LinearOperatorScaledIdentity
    ):
        both = as_tensor(left.multiplier) * as_tensor(right.multiplier)
        return LinearOperatorScaledIdentity(left._sizes()[-1], both, **hints)
    one, other = (
        as_tensor(o.diag)
        if isinstance(o, LinearOperatorDiag)
        else as_tensor(o.multiplier)[..., None]
        for o in (left, right)
    )
    return LinearOperatorDiag(one * other, **hints)


def _of_triangles(left: Any, right: Any) -> LinearOperator | None:
    kinds = (LinearOperatorDiag, LinearOperatorLowerTriangular)
    if not isinstance(left, kinds) or not isinstance(right, kinds):
        return None
    if isinstance(right, LinearOperatorDiag):
        whole = left.to_dense() * as_tensor(right.diag)[..., None, :]
    else:
        whole = left.matmul(right.to_dense())
    regular = _hints.non_singular(left, right)
    return LinearOperatorLowerTriangular(whole, is_non_singular=regular)


def _of_circulants(left: Any, right: Any) -> LinearOperator | None:
    if not isinstance(left, _Circulant) or type(left) is not type(right):
        return None
    both = as_tensor(left.spectrum) * as_tensor(right.spectrum)
    return type(left)(both, left.dtype, **_commuting(left, right))


def _of_blocks(left: Any, right: Any) -> LinearOperator | None:
    if not _same_blocks(left, right):
        return None
    parts = [a.matmul(b) for a, b in zip(left.operators, right.operators, strict=True)]
    return LinearOperatorBlockDiag(parts, is_non_singular=_hints.non_singular(left, right))


def _same_blocks(left: Any, right: Any) -> bool:
    if not isinstance(left, LinearOperatorBlockDiag) or not isinstance(
        right, LinearOperatorBlockDiag
    ):
        return False
    widths = [operator._sizes()[-1] for operator in left.operators]
    return widths == [operator._sizes()[-2] for operator in right.operators]


def _composition(left: LinearOperator, right: LinearOperator) -> LinearOperator:
    return LinearOperatorComposition([left, right])


def _same(left: LinearOperator, right: LinearOperator) -> LinearOperator | None:
    if left is not right:
        return None
    *batch, size, _ = left._sizes()
    return LinearOperatorIdentity(size, batch or None, left.dtype)


def _by_inverse(left: LinearOperator, right: LinearOperator) -> LinearOperator:
    return left.inverse().matmul(right)  # type: ignore[no-any-return]


def _solved_blocks(left: Any, right: Any) -> LinearOperator | None:
    if not _same_blocks(left, right):
        return None
    parts = [a.solve(b) for a, b in zip(left.operators, right.operators, strict=True)]
    return LinearOperatorBlockDiag(parts, is_non_singular=_hints.non_singular(left, right))


def _adjoint(operator: LinearOperator) -> LinearOperator:
    return LinearOperatorAdjoint(
        operator,
        is_non_singular=operator.is_non_singular,
        is_self_adjoint=operator.is_self_adjoint,
        is_positive_definite=operator.is_positive_definite,
        is_square=operator.is_square,
    )


def _inverse(operator: LinearOperator) -> LinearOperator:
    return LinearOperatorInversion(operator)


def _cholesky(operator: LinearOperator) -> LinearOperator:
    if isinstance(operator, LinearOperatorComposition) and len(operator.operators) == 2:
        left = operator.operators[0]
        triangle = isinstance(left, LinearOperatorLowerTriangular) and left.is_positive_definite
        if triangle and is_square_of_one(operator.operators):
            return left
    return LinearOperatorLowerTriangular(
        cholesky(operator.to_dense()),
        is_non_singular=True,
        is_self_adjoint=False,
        is_square=True,
    )


PRODUCTS += [_by_identity, _of_inverses, _of_scales, _of_triangles]
PRODUCTS += [_of_circulants, _of_blocks, _composition]
QUOTIENTS += [_same, _solved_blocks, _by_inverse]
MADE.update(adjoint=_adjoint, inverse=_inverse, cholesky=_cholesky)
