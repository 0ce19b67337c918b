"""Finds the host module and Pyodide's helpers; the rest of the bridge imports them from here."""

from typing import TYPE_CHECKING

from tfjs.errors import HostNotReadyError

if TYPE_CHECKING:
    from tfjs._bridge import _tfjs_host as host
else:
    try:
        import _tfjs_host as host
    except ImportError as error:
        raise HostNotReadyError(
            "tfjs: expected to run in the page's worker, next to TensorFlow.js. Received: "
            "an interpreter without it. "
            "Open the page that `python serve.py` serves, and import tfjs there."
        ) from error

from pyodide.ffi import (
    JsException,
    JsProxy,
    can_run_sync,
    create_once_callable,
    create_proxy,
    run_sync,
    to_js,
)

__all__ = [
    "JsException",
    "JsProxy",
    "can_run_sync",
    "create_once_callable",
    "create_proxy",
    "host",
    "run_sync",
    "to_js",
]
