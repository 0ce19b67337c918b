"""What goes on around the `build` of a layer."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

from tfjs.keras.engine.context import Scope, current_path


def tracked(build: Callable[..., Any]) -> Callable[..., Any]:
    """A `build` that enters the layer's scope, notes its shapes, and completes the layer."""

    @functools.wraps(build)
    def wrapper(self: Any, *args: Any, **kwargs: Any) -> None:
        if self._building:  # the `build` of a superclass, called by that of a subclass
            build(self, *args, **kwargs)
            return
        self._check_super_called()
        object.__setattr__(self, "_building", True)
        try:
            with Scope(self):
                object.__setattr__(self, "_path", current_path())
                build(self, *args, **kwargs)
        finally:
            object.__setattr__(self, "_building", False)
        bound = inspect.signature(build).bind(self, *args, **kwargs).arguments
        shapes = dict(list(bound.items())[1:])
        object.__setattr__(self, "_build_shapes", shapes)
        object.__setattr__(self, "built", True)
        self._post_build()
        self._lock_state()

    return wrapper
