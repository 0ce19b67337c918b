"""`tf.linalg`."""

from typing import TYPE_CHECKING as _TYPE_CHECKING

from tfjs.ops.clipping import global_norm as global_norm
from tfjs.ops.complex_matrices import logm as logm
from tfjs.ops.decompositions import cholesky as cholesky
from tfjs.ops.decompositions import eig as eig
from tfjs.ops.decompositions import eigh as eigh
from tfjs.ops.decompositions import eigvals as eigvals
from tfjs.ops.decompositions import eigvalsh as eigvalsh
from tfjs.ops.decompositions import lu as lu
from tfjs.ops.decompositions import qr as qr
from tfjs.ops.decompositions import svd as svd
from tfjs.ops.diagonals import band_part as band_part
from tfjs.ops.diagonals import diag as diag
from tfjs.ops.diagonals import diag_part as diag_part
from tfjs.ops.diagonals import set_diag as set_diag
from tfjs.ops.diagonals import tensor_diag as tensor_diag
from tfjs.ops.diagonals import tensor_diag_part as tensor_diag_part
from tfjs.ops.diagonals import trace as trace
from tfjs.ops.einsum import einsum as einsum
from tfjs.ops.linalg import adjoint as adjoint
from tfjs.ops.linalg import cross as cross
from tfjs.ops.linalg import matmul as matmul
from tfjs.ops.linalg import matrix_transpose as matrix_transpose
from tfjs.ops.linalg import matvec as matvec
from tfjs.ops.linalg import tensordot as tensordot
from tfjs.ops.matrix_functions import expm as expm
from tfjs.ops.matrix_functions import sqrtm as sqrtm
from tfjs.ops.normalization import l2_normalize as l2_normalize
from tfjs.ops.norms import norm as norm
from tfjs.ops.norms import normalize as normalize
from tfjs.ops.sequences import eye as eye
from tfjs.ops.solving import cholesky_solve as cholesky_solve
from tfjs.ops.solving import det as det
from tfjs.ops.solving import logdet as logdet
from tfjs.ops.solving import lstsq as lstsq
from tfjs.ops.solving import lu_matrix_inverse as lu_matrix_inverse
from tfjs.ops.solving import lu_reconstruct as lu_reconstruct
from tfjs.ops.solving import lu_solve as lu_solve
from tfjs.ops.solving import matrix_rank as matrix_rank
from tfjs.ops.solving import pinv as pinv
from tfjs.ops.solving import slogdet as slogdet
from tfjs.ops.systems import inv as inv
from tfjs.ops.systems import solve as solve
from tfjs.ops.systems import triangular_solve as triangular_solve
from tfjs.ops.tridiagonal import tridiagonal_matmul as tridiagonal_matmul
from tfjs.ops.tridiagonal import tridiagonal_solve as tridiagonal_solve

if _TYPE_CHECKING:
    from tfjs import _linalg_experimental as experimental  # noqa: F401
    from tfjs.linear_operators import LinearOperator as LinearOperator
    from tfjs.linear_operators import LinearOperatorAdjoint as LinearOperatorAdjoint
    from tfjs.linear_operators import LinearOperatorBlockDiag as LinearOperatorBlockDiag
    from tfjs.linear_operators import (
        LinearOperatorBlockLowerTriangular as LinearOperatorBlockLowerTriangular,
    )
    from tfjs.linear_operators import LinearOperatorCirculant as LinearOperatorCirculant
    from tfjs.linear_operators import LinearOperatorCirculant2D as LinearOperatorCirculant2D
    from tfjs.linear_operators import LinearOperatorCirculant3D as LinearOperatorCirculant3D
    from tfjs.linear_operators import LinearOperatorComposition as LinearOperatorComposition
    from tfjs.linear_operators import LinearOperatorDiag as LinearOperatorDiag
    from tfjs.linear_operators import LinearOperatorFullMatrix as LinearOperatorFullMatrix
    from tfjs.linear_operators import LinearOperatorHouseholder as LinearOperatorHouseholder
    from tfjs.linear_operators import LinearOperatorIdentity as LinearOperatorIdentity
    from tfjs.linear_operators import LinearOperatorInversion as LinearOperatorInversion
    from tfjs.linear_operators import LinearOperatorKronecker as LinearOperatorKronecker
    from tfjs.linear_operators import LinearOperatorLowerTriangular as LinearOperatorLowerTriangular
    from tfjs.linear_operators import LinearOperatorLowRankUpdate as LinearOperatorLowRankUpdate
    from tfjs.linear_operators import LinearOperatorPermutation as LinearOperatorPermutation
    from tfjs.linear_operators import LinearOperatorScaledIdentity as LinearOperatorScaledIdentity
    from tfjs.linear_operators import LinearOperatorToeplitz as LinearOperatorToeplitz
    from tfjs.linear_operators import LinearOperatorTridiag as LinearOperatorTridiag
    from tfjs.linear_operators import LinearOperatorZeros as LinearOperatorZeros
    from tfjs.ops.banded import banded_triangular_solve as banded_triangular_solve
    from tfjs.ops.banded import eigh_tridiagonal as eigh_tridiagonal
