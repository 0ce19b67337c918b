"""The optimizers of Keras 2, of which Keras 3 has the names only."""

from typing import Any


class _Legacy:
    """Raise an ImportError, as Keras 3 does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise ImportError(
            "`keras.optimizers.legacy` is not supported in Keras 3. Use the optimizers of "
            "`tf.keras.optimizers`."
        )


class Adagrad(_Legacy):
    """Raise an ImportError."""


class Adam(_Legacy):
    """Raise an ImportError."""


class Ftrl(_Legacy):
    """Raise an ImportError."""


class Optimizer(_Legacy):
    """Raise an ImportError."""


class RMSprop(_Legacy):
    """Raise an ImportError."""


class SGD(_Legacy):
    """Raise an ImportError."""
