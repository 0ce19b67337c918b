"""Python's control flow on tensors as loops and branches of a program.

Before a `tf.function` is traced, its source is rewritten: `if`, `while`, `for`, `and`, `or`, `not`
and conditional expressions ask at run time what they decide on. For Python values, Python goes on
as ever. For a tensor whose value a replay may change, they become what `tf.cond` and
`tf.while_loop` are. What cannot be rewritten soundly stays as it is, guarded.
"""

from tfjs.function.autograph.convert import converted as converted
from tfjs.function.autograph.convert import do_not_convert as do_not_convert
from tfjs.function.autograph.convert import to_code as to_code
