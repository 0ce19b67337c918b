"""Whether functions are replayed at all: for debugging they may all run as plain Python."""

_eagerly = False


def run_functions_eagerly(run_eagerly: bool) -> None:
    """Run every `tf.function` as plain Python (True), or replay again (False)."""
    global _eagerly
    _eagerly = bool(run_eagerly)


def functions_run_eagerly() -> bool:
    """Whether every `tf.function` runs as plain Python."""
    return _eagerly
