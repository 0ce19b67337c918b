"""The studio's door to the worker; the only module of the studio that imports from JavaScript."""

import json
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import _studio_host  # type: ignore[import-not-found]

EventName: TypeAlias = Literal["display", "status", "notice"]


def emit(name: EventName, detail: Mapping[str, Any]) -> None:
    """Send an event to the page; `detail` must be JSON."""
    _studio_host.emit(name, json.dumps(detail))


async def load_packages_for(code: str) -> None:
    """Load what `code` imports and Pyodide's distribution has, so that the imports work."""
    await _studio_host.load_packages_for(code)
