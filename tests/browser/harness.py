"""`@in_browser`: a test whose body runs in the page's worker. Imported on both sides.

The decorated function is an ordinary pytest test. On the host it becomes one that sends its name
and its arguments to the worker, where the same module is imported and the function is called; what
it raises comes back as text.
"""

from __future__ import annotations

import functools
import inspect
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

IN_WORKER = sys.platform == "emscripten"


def in_browser(function: Callable[..., Any]) -> Callable[..., Any]:
    """Run a test in the worker; its arguments are parameters, or fixtures with plain values."""
    return function if IN_WORKER else _sent(function)


def _sent(function: Callable[..., Any]) -> Callable[..., Any]:
    signature = inspect.signature(function)
    own = list(signature.parameters)

    @functools.wraps(function)
    def test(*args: Any, **kwargs: Any) -> None:
        in_worker = kwargs.pop("in_worker")
        in_worker(function, {name: kwargs[name] for name in own if name != "self"})

    parameter = inspect.Parameter("in_worker", inspect.Parameter.KEYWORD_ONLY)
    test.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[*signature.parameters.values(), parameter]
    )
    return test


def census() -> Any:
    """What the library's host holds now, after what Python has let go is gone."""
    import gc
    import json

    import tfjs as tf

    gc.collect()
    return json.loads(tf._bridge.census())


def no_new_tensors(function: Callable[[], Any], *, returns: int = 0, times: int = 3) -> None:
    """Check that calling `function` again and again leaves only the tensors that it returns.

    Args:
        function: What to call; its first call may warm something up.
        returns: Tensors that it gives back, and that the caller owns.
        times: Calls that are counted.
    """
    import gc

    import tfjs as tf

    kept = [function()]
    gc.collect()
    before = tf.backend.memory().num_tensors
    kept += [function() for _ in range(times)]
    gc.collect()
    grown = tf.backend.memory().num_tensors - before
    assert grown == returns * times, f"{grown} new tensors after {times} calls, not {returns} each"
    del kept


def raises_words(kind: type[BaseException], words: str) -> Any:
    """`pytest.raises` for a message that contains `words`, whatever the case."""
    import re

    return pytest.raises(
        kind, match=re.compile(".*".join(map(re.escape, words.split())), re.I | re.S)
    )


def use_or_skip(backend: str) -> None:
    """Switch to a backend, or skip where this machine's does not work (a lost software GPU)."""
    import tfjs as tf

    try:
        tf.backend.use(backend)
    except tf.errors.UnimplementedError as error:
        pytest.skip(str(error))
