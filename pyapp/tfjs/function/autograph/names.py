"""What statements do with names, and what they hold that cannot be run twice or not at all."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_UNFIT: Final = (
    *(ast.Raise, ast.Try, ast.Global, ast.Nonlocal, ast.Delete, ast.Import, ast.ImportFrom),
    *(ast.ClassDef, ast.Yield, ast.YieldFrom, ast.Await, ast.NamedExpr, ast.Match, ast.AsyncFor),
    *(ast.AsyncWith, ast.AsyncFunctionDef, ast.TryStar, ast.Break, ast.Continue),
)
_MUTATORS: Final = frozenset(
    (
        *("append", "extend", "insert", "remove", "clear", "update", "add", "discard", "sort"),
        *("reverse", "appendleft", "extendleft", "__setitem__", "__delitem__"),
    )
)
_TAKERS: Final = frozenset(("pop", "popitem", "popleft", "setdefault", "send"))
_FRAMES: Final = frozenset(("locals", "vars", "eval", "exec", "globals", "dir", "super"))


def walk_scope(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """The nodes and what is in them, without what functions and classes in them hold."""
    for node in nodes:
        yield node
        if not isinstance(node, _SCOPES):
            yield from walk_scope(ast.iter_child_nodes(node))


def assigned(nodes: Iterable[ast.AST]) -> list[str]:
    """Names of the function that statements give a value to, in order."""
    found: dict[str, None] = {}
    for node in _without_comprehensions(nodes):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
            found[node.id] = None
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = None
    return list(found)


def _without_comprehensions(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    for node in nodes:
        yield node
        if not isinstance(node, (*_SCOPES, *_COMPREHENSIONS)):
            yield from _without_comprehensions(ast.iter_child_nodes(node))


def loads(node: ast.AST) -> Counter[str]:
    """How often names are read, in functions inside too."""
    found: Counter[str] = Counter()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load):
            found[inner.id] += 1
        elif isinstance(inner, ast.AugAssign) and isinstance(inner.target, ast.Name):
            found[inner.target.id] += 1
    return found


def declared(function: ast.FunctionDef) -> set[str]:
    """Names that a function says are global or another function's."""
    nodes = walk_scope(function.body)
    return {n for node in nodes if isinstance(node, ast.Global | ast.Nonlocal) for n in node.names}


def is_sound(nodes: Iterable[ast.stmt], *, returns: bool = False) -> bool:
    """Whether statements may run once as an example, for both ways that a condition may go.

    Args:
        nodes: The statements.
        returns: Whether they may hold `return`.
    """
    return not any(_is_unfit(node, returns) for node in walk_scope(nodes))


def _is_unfit(node: ast.AST, returns: bool) -> bool:
    if isinstance(node, _UNFIT) or (isinstance(node, ast.Return) and not returns):
        return True
    if isinstance(node, ast.Attribute | ast.Subscript):
        return not isinstance(node.ctx, ast.Load)
    if isinstance(node, ast.While | ast.For) and node.orelse:
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return _method(node.value) in _MUTATORS
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        return _method(node) in _TAKERS or name == "next"
    return False


def _method(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def uses_frames(node: ast.AST) -> bool:
    """Whether something looks at the function's own variables by name."""
    return any(isinstance(n, ast.Name) and n.id in _FRAMES for n in ast.walk(node))


def is_private(node: ast.AST) -> bool:
    """Whether a name is mangled inside a class."""
    names = (getattr(n, "id", None) or getattr(n, "attr", None) or "" for n in ast.walk(node))
    return any(name.startswith("__") and not name.endswith("__") for name in names)


def holds(nodes: Iterable[ast.AST], *kinds: type[ast.AST]) -> bool:
    """Whether there is a node of a kind, other than in functions inside."""
    return any(isinstance(node, kinds) for node in walk_scope(nodes))


def jumps(nodes: Iterable[ast.AST]) -> bool:
    """Whether statements leave or continue the loop that they are in."""
    for node in nodes:
        if isinstance(node, ast.Break | ast.Continue):
            return True
        if isinstance(node, ast.While | ast.For):
            if jumps(node.orelse):
                return True
        elif not isinstance(node, _SCOPES) and jumps(ast.iter_child_nodes(node)):
            return True
    return False
