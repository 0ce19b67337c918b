"""Element-wise mathematics and reductions: `tf.math`, and most of it also `tf`."""

from tfjs.dtypes import FLOATING, NUMERIC, REAL
from tfjs.ops._families import BinaryOp, ReductionOp, UnaryOp, binary, reduction, unary

abs: UnaryOp = unary("abs", "Abs", accepts=REAL, doc="Absolute value, element by element.")
add: BinaryOp = binary("add", "Add", accepts=NUMERIC, doc="`x + y`, element by element.")
multiply: BinaryOp = binary(
    "multiply", "Multiply", accepts=NUMERIC, doc="`x * y`, element by element."
)
subtract: BinaryOp = binary("subtract", "Sub", accepts=NUMERIC, doc="`x - y`, element by element.")
exp: UnaryOp = unary("exp", "Exp", accepts=FLOATING, doc="`e**x`, element by element.")
reduce_sum: ReductionOp = reduction("reduce_sum", "sum", accepts=NUMERIC, doc="Sum along `axis`.")
