"""JavaScript's failures as the library's errors.

TF.js throws plain `Error`s, so they are told apart by their words; the table below is the one
place that knows them.
"""

import re
from collections.abc import Callable
from typing import NoReturn, TypeAlias

from tfjs import errors
from tfjs._bridge.host import JsException

Make: TypeAlias = Callable[[str, str], Exception]


def _argument(message: str, op: str) -> Exception:
    return errors.InvalidArgumentError(message, op=op)


def _missing_kernel(message: str, op: str) -> Exception:
    return errors.UnimplementedError(message, op=op)


def _memory(message: str, op: str) -> Exception:
    return errors.ResourceExhaustedError(message, op=op)


def _out_of_scope(message: str, op: str) -> Exception:
    return errors.InaccessibleTensorError(
        f"{message} It was made while a tf.function was traced. Use return values, explicit Python "
        "locals or TensorFlow collections (a tf.Variable, a tf.TensorArray) to access it.",
        op=op,
    )


def _released(message: str, op: str) -> Exception:
    return errors.FailedPreconditionError(message, op=op)


_KERNEL = (
    r"did not start|wrong numbers|not registered|Cannot find registered kernel|"
    r"not yet (implemented|supported)"
)
_MEMORY = (
    r"Array buffer allocation failed|out of memory|Requested texture size|"
    r"memory access out of bounds|Cannot enlarge memory|Invalid typed array length|"
    r"Invalid array length"
)
_RELEASED = r"was released|is disposed"
_ARGUMENT = (
    r"must be|must have|expected|should|cannot|could not be|invalid|does not match|"
    r"not supported|mismatch|is not in \[|Error in "
)
_BY_WORDS: tuple[tuple[re.Pattern[str], Make], ...] = (
    (re.compile(r"is out of scope"), _out_of_scope),
    (re.compile(_KERNEL, re.IGNORECASE), _missing_kernel),
    (re.compile(_MEMORY, re.IGNORECASE), _memory),
    (re.compile(_RELEASED, re.IGNORECASE), _released),
    (re.compile(_ARGUMENT, re.IGNORECASE), _argument),
)


def translate(error: JsException, op: str, received: str = "") -> Exception:
    """The library's error for one that JavaScript threw while `op` ran.

    Args:
        error: What was thrown.
        op: The TensorFlow name of the operation.
        received: The arguments, described; empty if that would not help.
    """
    name, text = error.name, str(error.message)
    if name == "AbortError":
        return KeyboardInterrupt("stopped")  # type: ignore[return-value]
    message = f"{op}: {text.removesuffix('.')}." + (f" Received: {received}." if received else "")
    if name == "RangeError" and "call stack" in text:
        return RecursionError(message)
    for words, make in _BY_WORDS:
        if words.search(text):
            return make(message, op)
    return errors.InternalError(message, op=op, javascript=str(getattr(error, "stack", "")))


def fail(error: JsException, op: str, received: str = "") -> NoReturn:
    """Raise what `translate` gives, with JavaScript's error as its cause."""
    raise translate(error, op, received) from error
