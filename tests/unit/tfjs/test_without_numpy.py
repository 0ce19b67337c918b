"""The library is imported before NumPy is there: no snapshot of memory can hold NumPy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PYAPP = Path(__file__).resolve().parents[3] / "pyapp"

PROGRAM = """
import sys
from types import ModuleType

class Offered(ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        def function(*args):
            raise RuntimeError(f"{name} was called while tfjs was imported")
        return function

for name in ("_tfjs_host", "pyodide", "pyodide.ffi"):
    sys.modules[name] = Offered(name)
sys.modules["pyodide.ffi"].JsException = type("JsException", (Exception,), {})
sys.modules["pyodide.ffi"].JsProxy = type("JsProxy", (), {})

from studio import later

later.promise("numpy")
import tfjs as tf

later.fulfil("numpy")
import numpy as np

assert tf.as_dtype(np.int8) is tf.int8 and tf.float32.as_numpy_dtype is np.float32
assert (tf.uint8.max, tf.int64.min) == (255, -(2**63)) and tf.float16.max == 65504
assert sys.modules["tfjs._bridge.transfer"].np is np
"""


def test_importing_it_asks_numpy_and_the_page_for_nothing():
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=PYAPP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
