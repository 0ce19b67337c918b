"""`tf.keras.ops.linalg`: matrices."""

from tfjs.keras.ops.decompositions import cholesky_inverse as cholesky_inverse
from tfjs.keras.ops.decompositions import eig as eig
from tfjs.keras.ops.decompositions import eigh as eigh
from tfjs.keras.ops.decompositions import lstsq as lstsq
from tfjs.keras.ops.decompositions import lu_factor as lu_factor
from tfjs.keras.ops.decompositions import matrix_rank as matrix_rank
from tfjs.keras.ops.decompositions import pinv as pinv
from tfjs.keras.ops.decompositions import qr as qr
from tfjs.keras.ops.decompositions import solve_triangular as solve_triangular
from tfjs.keras.ops.decompositions import svd as svd
from tfjs.keras.ops.linear import cholesky as cholesky
from tfjs.keras.ops.linear import det as det
from tfjs.keras.ops.linear import inv as inv
from tfjs.keras.ops.linear import solve as solve
from tfjs.keras.ops.reduction import norm as norm
