"""Counts what a test might leave behind: tensors, handles, programs, proxies, listeners."""

from __future__ import annotations

import gc
import json
import sys
from typing import Any

MONOTONIC = frozenset({"attributes", "shapes", "wasm_heap", "unreliable"})
"""Entries of the host's census that are caches, or no count."""

LAST_ERROR = ("last_exc", "last_value", "last_type", "last_traceback")
"""Names in `sys` under which Pyodide keeps the last error that crossed from JavaScript."""

_module: Any = None
_listeners: Any = None


def start() -> None:
    """Make what is made once, and begin to keep a list of living PyProxies."""
    global _module, _listeners
    from js import listenersForTests
    from pyodide_js import _module as module

    import tfjs.keras  # noqa: F401  its instructions are to be resolved too
    from tfjs import _bridge

    _module = module
    _listeners = listenersForTests
    _bridge.resolve_all()
    module.enable_pyproxy_allocation_tracing()
    take()
    settle()


def settle() -> None:
    """Leave out of collections what is here now, and stays: they are ten times as fast then."""
    gc.collect()
    gc.freeze()


def take() -> dict[str, int]:
    """What lives now, by name."""
    from tfjs import _bridge

    for name in LAST_ERROR:
        sys.__dict__.pop(name, None)
    gc.collect()
    counts = {k: v for k, v in json.loads(_bridge.census()).items() if k not in MONOTONIC}
    counts["py_proxies"] = _module.pyproxy_alloc_map.size
    counts["js_references"] = _module._hiwire_num_refs()
    counts["listeners"] = _listeners()
    return counts


def difference(before: dict[str, int], after: dict[str, int]) -> str:
    """What changed, as text; empty if nothing did."""
    names = [name for name in after if after[name] != before[name]]
    return ", ".join(f"{name} {before[name]} -> {after[name]}" for name in names)
