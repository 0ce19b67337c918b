"""`tf.autograph.experimental`: which functions are rewritten."""

import enum
from typing import Any

from tfjs.function.autograph import do_not_convert as do_not_convert


class Feature(enum.Enum):
    """Features of TensorFlow's AutoGraph; accepted, without effect."""

    ALL = "ALL"
    ASSERT_STATEMENTS = "ASSERT_STATEMENTS"
    AUTO_CONTROL_DEPS = "AUTO_CONTROL_DEPS"
    BUILTIN_FUNCTIONS = "BUILTIN_FUNCTIONS"
    EQUALITY_OPERATORS = "EQUALITY_OPERATORS"
    LISTS = "LISTS"
    NAME_SCOPES = "NAME_SCOPES"


def set_loop_options(
    parallel_iterations: Any = None,
    swap_memory: Any = None,
    maximum_iterations: Any = None,
    shape_invariants: Any = None,
) -> None:
    """Accepted at the top of a loop: loops run one iteration after the other, of any shapes."""
