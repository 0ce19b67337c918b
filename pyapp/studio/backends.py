"""The page's backend picker: the choice as plain data, and changing it."""

from dataclasses import asdict
from typing import Any

import tfjs as tf
from studio.session import report_status


def use(name: str) -> dict[str, Any]:
    """Compute with another backend from now on, and tell the page."""
    tf.backend.use(name)
    report_status()
    return describe()


def describe() -> dict[str, Any]:
    """The backend in use and why, what was asked for, and what is known about each."""
    return {
        "current": tf.backend.current(),
        "reason": tf.backend.reason(),
        "requested": tf.backend.requested(),
        "facts": [asdict(fact) for fact in tf.backend.facts().values()],
    }
