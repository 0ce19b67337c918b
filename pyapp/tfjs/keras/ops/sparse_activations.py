"""The activations of `tf.keras.ops` that give zeros: pieces of the simplex, and straight ends."""

import inspect

from tfjs.keras import activations
from tfjs.keras.ops.symbolic import operation

sparse_plus = operation("nn", "SparsePlus", elementwise=True)(
    inspect.unwrap(activations.sparse_plus)
)
sparse_sigmoid = operation("nn", "SparseSigmoid", elementwise=True)(
    inspect.unwrap(activations.sparse_sigmoid)
)
sparsemax = operation("nn", "Sparsemax")(inspect.unwrap(activations.sparsemax))
