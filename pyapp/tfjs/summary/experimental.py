"""`tf.summary.experimental`: the step of summaries, and their names."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tfjs._scopes import name_scope, scope_prefix
from tfjs.ops.creation import constant
from tfjs.summary._events import raw_event
from tfjs.summary.writers import now, recording
from tfjs.tensor import Tensor


def get_step() -> Any:
    """The step that summaries take which say none; None if there is none."""
    return now.step


def set_step(step: Any) -> None:
    """Say the step: a number, or a variable that is read when a summary is written."""
    now.step = step


@contextmanager
def summary_scope(
    name: str, default_name: str = "summary", values: Any = None
) -> Iterator[tuple[str, str]]:
    """A block for one summary; gives its tag and the name of its scope."""
    own = name or default_name
    tag = scope_prefix() + own
    with name_scope(own) as scope:
        yield tag, scope


def write_raw_pb(tensor: Any, step: Any = None, name: str | None = None) -> Tensor:
    """Write bytes of a Summary; see `tf.summary.write`."""
    at = now.step if step is None else step
    if now.writer is None or not recording():
        return constant(False)
    if at is None:
        raise ValueError(
            "No step set. Please specify one either through the `step` argument or through "
            "tf.summary.experimental.set_step()"
        )
    data = tensor.numpy() if hasattr(tensor, "numpy") else tensor
    now.writer.add(raw_event(int(at), bytes(data)))
    return constant(True)
