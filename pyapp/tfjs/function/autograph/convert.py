"""From a function to its rewritten twin, which shares its globals, closure and defaults."""

import ast
import functools
import inspect
import sysconfig
from collections.abc import Callable
from types import CellType, CodeType, FunctionType, MethodType
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from tfjs.function.autograph import names
from tfjs.function.autograph.rewrite import RUNTIME, Rewriter

_F = TypeVar("_F", bound=Callable[..., Any])

_codes: "WeakKeyDictionary[CodeType, CodeType | None]" = WeakKeyDictionary()
"""Code of a function -> rewritten; None if it stays as it is."""

_FOREIGN = ("tfjs", "numpy", "keras", "pytest", "_pytest")
_PATHS = tuple({sysconfig.get_path("stdlib"), sysconfig.get_path("purelib")})


def do_not_convert(func: _F | None = None) -> Any:
    """Decorate a function whose control flow is to stay Python's."""
    if func is None:
        return do_not_convert
    func.__tfjs_do_not_convert__ = True  # type: ignore[attr-defined]
    return func


def converted(function: Any) -> Any:
    """The function with its control flow rewritten; itself if that cannot or should not be."""
    if isinstance(function, MethodType):
        twin = converted(function.__func__)
        return function if twin is function.__func__ else MethodType(twin, function.__self__)
    if not isinstance(function, FunctionType) or not _is_users(function):
        return function
    code = function.__code__
    if code not in _codes:
        _codes[code] = _rewritten(function)
    made = _codes[code]
    return function if made is None else _twin(function, made)


def _is_users(function: FunctionType) -> bool:
    if getattr(function, "__tfjs_do_not_convert__", False):
        return False
    if (function.__module__ or "").partition(".")[0] in _FOREIGN:
        return False
    return not function.__code__.co_filename.startswith(_PATHS)


def _twin(function: FunctionType, code: CodeType) -> FunctionType:
    from tfjs.function.autograph import runtime

    cells = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
    cells[RUNTIME] = CellType(runtime)
    closure = tuple(cells[name] for name in code.co_freevars)
    twin = FunctionType(code, function.__globals__, function.__name__, None, closure)
    twin.__defaults__, twin.__kwdefaults__ = function.__defaults__, function.__kwdefaults__
    twin.__qualname__ = function.__qualname__
    return functools.update_wrapper(twin, function)  # type: ignore[return-value]


def _rewritten(function: FunctionType) -> CodeType | None:
    """The new code; None where there is no source, or nothing to rewrite."""
    if RUNTIME in function.__code__.co_freevars:
        return None  # made in a rewritten function, and rewritten with it
    parsed = _parsed(function)
    if parsed is None:
        return None
    module, node = parsed
    if not _decides(node) or names.is_private(node):
        return None
    filename = function.__code__.co_filename
    if not _same_code(_compiled(module, node, function, filename), function.__code__):
        return None  # the source is not that of the function any more
    try:
        _rewrite(node)
        return _compiled(module, node, function, filename)
    except SyntaxError:
        return None


def _parsed(function: FunctionType) -> tuple[ast.Module, ast.FunctionDef] | None:
    """The source of a function as a tree, with the line numbers of its file."""
    try:
        lines, start = inspect.getsourcelines(function.__code__)
        source = "".join(lines)
        indented = source[:1].isspace()
        module = ast.parse(f"if 1:\n{source}" if indented else source)
    except (OSError, TypeError, SyntaxError, IndentationError):
        return None
    ast.increment_lineno(module, start - (2 if indented else 1))
    body = module.body[0].body if indented else module.body  # type: ignore[attr-defined]
    node = body[0] if body else None
    if not isinstance(node, ast.FunctionDef) or node.name != function.__name__:
        return None
    node.decorator_list, node.returns = [], None
    taken = node.args
    taken.defaults = []
    taken.kw_defaults = [None] * len(taken.kwonlyargs)
    everything = [*taken.posonlyargs, *taken.args, *taken.kwonlyargs, taken.vararg, taken.kwarg]
    for argument in everything:
        if argument is not None:
            argument.annotation = None
    return ast.Module([node], []), node


def _decides(node: ast.FunctionDef) -> bool:
    """Whether there is anything to rewrite: control flow, or calls of functions with some."""
    kinds = (ast.If, ast.While, ast.For, ast.BoolOp, ast.IfExp, ast.Not, ast.Call)
    return any(isinstance(inner, kinds) for inner in ast.walk(node))


def _rewrite(node: ast.FunctionDef) -> None:
    Rewriter().function(node)
    ast.fix_missing_locations(node)


def _compiled(
    module: ast.Module, node: ast.FunctionDef, function: FunctionType, filename: str
) -> CodeType:
    """The code of the function, compiled where its closure's names are known."""
    free = [*function.__code__.co_freevars, RUNTIME]
    taken = ast.arguments([], [ast.arg(name) for name in free], None, [], [], None, [])
    factory = ast.FunctionDef("factory__", taken, [node], [])
    ast.copy_location(factory, node)
    whole = ast.fix_missing_locations(ast.Module([factory], []))
    outer = _inside(compile(whole, filename, "exec", dont_inherit=True), "factory__")
    return _inside(outer, node.name)


def _inside(code: CodeType, name: str) -> CodeType:
    return next(c for c in code.co_consts if isinstance(c, CodeType) and c.co_name == name)


def _same_code(one: CodeType, other: CodeType) -> bool:
    return one.co_code == other.co_code and one.co_names == other.co_names


def to_code(
    entity: Callable[..., Any],
    recursive: bool = True,
    experimental_optional_features: Any = None,
) -> str:
    """The source of a function as it is traced: with its control flow rewritten.

    Raises:
        ValueError: There is no source, or it is not rewritten.
    """
    function = inspect.unwrap(getattr(entity, "python_function", entity))
    parsed = _parsed(function) if isinstance(function, FunctionType) else None
    if parsed is None:
        raise ValueError(f"to_code: expected a function with a source. Received: {entity!r}.")
    _rewrite(parsed[1])
    return ast.unparse(parsed[1])
