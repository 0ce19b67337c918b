"""Where loops and callbacks write to: the console, or the log where that was asked for."""

import logging
import sys

from tfjs.keras import config

_log = logging.getLogger("tfjs.keras")


def write(text: str) -> None:
    """Write text as it is."""
    if config.is_interactive_logging_enabled():
        sys.stdout.write(text)
        sys.stdout.flush()
    elif text.strip():
        _log.info(text.strip())


def say(line: str) -> None:
    """Write a line."""
    write(f"{line}\n")
