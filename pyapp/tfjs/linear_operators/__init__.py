"""Linear operators: matrices known by what they do; `tf.linalg` offers them."""

from tfjs.linear_operators import algebra as _algebra  # noqa: F401 - fills the rules
from tfjs.linear_operators.blocks import LinearOperatorBlockDiag as LinearOperatorBlockDiag
from tfjs.linear_operators.blocks import (
    LinearOperatorBlockLowerTriangular as LinearOperatorBlockLowerTriangular,
)
from tfjs.linear_operators.circulant import LinearOperatorCirculant as LinearOperatorCirculant
from tfjs.linear_operators.circulant import LinearOperatorCirculant2D as LinearOperatorCirculant2D
from tfjs.linear_operators.circulant import LinearOperatorCirculant3D as LinearOperatorCirculant3D
from tfjs.linear_operators.circulant import LinearOperatorToeplitz as LinearOperatorToeplitz
from tfjs.linear_operators.combined import LinearOperatorAdjoint as LinearOperatorAdjoint
from tfjs.linear_operators.combined import LinearOperatorComposition as LinearOperatorComposition
from tfjs.linear_operators.combined import LinearOperatorInversion as LinearOperatorInversion
from tfjs.linear_operators.dense import LinearOperatorDiag as LinearOperatorDiag
from tfjs.linear_operators.dense import LinearOperatorFullMatrix as LinearOperatorFullMatrix
from tfjs.linear_operators.dense import (
    LinearOperatorLowerTriangular as LinearOperatorLowerTriangular,
)
from tfjs.linear_operators.identity import LinearOperatorIdentity as LinearOperatorIdentity
from tfjs.linear_operators.identity import (
    LinearOperatorScaledIdentity as LinearOperatorScaledIdentity,
)
from tfjs.linear_operators.identity import LinearOperatorZeros as LinearOperatorZeros
from tfjs.linear_operators.kronecker import LinearOperatorKronecker as LinearOperatorKronecker
from tfjs.linear_operators.low_rank import (
    LinearOperatorLowRankUpdate as LinearOperatorLowRankUpdate,
)
from tfjs.linear_operators.operator import LinearOperator as LinearOperator
from tfjs.linear_operators.patterned import LinearOperatorHouseholder as LinearOperatorHouseholder
from tfjs.linear_operators.patterned import LinearOperatorPermutation as LinearOperatorPermutation
from tfjs.linear_operators.patterned import LinearOperatorTridiag as LinearOperatorTridiag
