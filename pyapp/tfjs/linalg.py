"""`tf.linalg`."""

from tfjs.ops.einsum import einsum as einsum
from tfjs.ops.linalg import band_part as band_part
from tfjs.ops.linalg import cross as cross
from tfjs.ops.linalg import diag as diag
from tfjs.ops.linalg import diag_part as diag_part
from tfjs.ops.linalg import matmul as matmul
from tfjs.ops.linalg import matrix_transpose as matrix_transpose
from tfjs.ops.linalg import matvec as matvec
from tfjs.ops.linalg import norm as norm
from tfjs.ops.linalg import qr as qr
from tfjs.ops.linalg import set_diag as set_diag
from tfjs.ops.linalg import tensordot as tensordot
from tfjs.ops.linalg import trace as trace
from tfjs.ops.sequences import eye as eye
