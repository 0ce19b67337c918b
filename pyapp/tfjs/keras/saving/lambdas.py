"""Lambdas in configs: their bytecode, as Keras writes it; only one Python version can read it."""

import base64
import marshal
from types import CodeType, FunctionType
from typing import Any


def dump(function: FunctionType) -> dict[str, Any]:
    """A lambda as plain values: code, defaults, and values of enclosing functions."""
    code = base64.b64encode(marshal.dumps(function.__code__)).decode("ascii")
    closure = None
    if function.__closure__:
        closure = [cell.cell_contents for cell in function.__closure__]
    return {"code": code, "defaults": function.__defaults__, "closure": closure}


def load(config: Any) -> FunctionType:
    """A lambda from what `dump` gave.

    Raises:
        ValueError: Bytecode of another version of Python.
    """
    parts = config if isinstance(config, dict) else dict(zip(_NAMES, config, strict=True))
    try:
        code = marshal.loads(base64.b64decode(parts["code"]))
    except (ValueError, EOFError, TypeError) as error:
        raise ValueError(
            "lambda: expected the bytecode of this version of Python. Received: another one's. "
            "Write the function with `def`, register it, and save the model again."
        ) from error
    if not isinstance(code, CodeType):
        raise ValueError(f"lambda: expected bytecode. Received: {type(code)}.")
    closure = tuple([_cell(value) for value in parts.get("closure") or ()])
    defaults = parts.get("defaults")
    scope = {"__builtins__": __builtins__, **_namespace()}
    made = FunctionType(code, scope, "<lambda>", None, closure or None)
    made.__defaults__ = None if defaults is None else tuple(defaults)
    return made


_NAMES = ("code", "defaults", "closure")


def _namespace() -> dict[str, Any]:
    """What the code of a lambda may mention by the usual names."""
    import numpy as np

    import tfjs

    return {"tf": tfjs, "tensorflow": tfjs, "keras": tfjs.keras, "np": np, "ops": tfjs.keras.ops}


def _cell(value: Any) -> Any:
    return (lambda: value).__closure__[0]  # type: ignore[index]
