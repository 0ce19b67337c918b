"""What an expression in unfinished code stands for, without running any of the visitor's code.

Names, attributes and plain subscripts are looked up. Calls are not made: what they give is known by
its class alone, from the return annotation. Properties that the visitor wrote are not read.
"""

import ast
import builtins
import functools
import inspect
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

_READABLE = ("pandas", "numpy", "tfjs.", "builtins")
"""Packages whose objects may be subscripted: no code of the visitor's runs for it."""


@dataclass(frozen=True)
class Found:
    """What an expression stands for."""

    value: Any
    """The object; or only its class, if `by_class`."""
    by_class: bool = False

    @property
    def kind(self) -> type[Any]:
        """Its class."""
        return self.value if self.by_class else type(self.value)


def resolve(expression: str, variables: dict[str, Any]) -> Found | None:
    """Look an expression up; `None` where it is not known."""
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    try:
        return _node(tree, variables)
    except Exception:  # whatever a foreign `__getattr__` raises: there is nothing to tell
        return None


def _node(node: ast.expr, variables: dict[str, Any]) -> Found | None:
    if isinstance(node, ast.Name):
        return _name(node.id, variables)
    if isinstance(node, ast.Constant):
        return Found(type(node.value), by_class=True)
    if isinstance(node, ast.Await):
        return None
    literal = next((made for kind, made in _LITERALS if isinstance(node, kind)), None)
    if literal is not None:
        return Found(literal, by_class=True)
    if isinstance(node, ast.Attribute):
        owner = _node(node.value, variables)
        return None if owner is None else attribute(owner, node.attr)
    if isinstance(node, ast.Call):
        function = _node(node.func, variables)
        return None if function is None else _called(function)
    if isinstance(node, ast.Subscript):
        owner = _node(node.value, variables)
        return None if owner is None else _item(owner, node.slice)
    if isinstance(node, ast.BinOp):
        left = _node(node.left, variables)
        return None if left is None else Found(left.kind, by_class=True)
    return None


_LITERALS: tuple[tuple[type[ast.expr], type[Any]], ...] = (
    (ast.JoinedStr, str),
    (ast.List, list),
    (ast.ListComp, list),
    (ast.Dict, dict),
    (ast.DictComp, dict),
    (ast.Tuple, tuple),
    (ast.Set, set),
    (ast.SetComp, set),
)


def _name(name: str, variables: dict[str, Any]) -> Found | None:
    if name in variables:
        return Found(variables[name])
    return Found(getattr(builtins, name)) if hasattr(builtins, name) else None


def attribute(owner: Found, name: str) -> Found | None:
    """An attribute of what was found."""
    if not owner.by_class and _may_read(owner.value, name):
        return Found(getattr(owner.value, name))
    member = inspect.getattr_static(owner.kind, name, None)
    if isinstance(member, property) and member.fget is not None:
        return _called(Found(member.fget))
    if isinstance(member, functools.cached_property):
        return _called(Found(member.func))
    if isinstance(member, staticmethod | classmethod):
        return Found(member.__func__)
    return None if member is None else Found(member)


def _may_read(value: Any, name: str) -> bool:
    if isinstance(value, types.ModuleType | type):
        return True
    member = inspect.getattr_static(type(value), name, None)
    getter = getattr(member, "fget", None) or getattr(member, "func", None)
    if getter is None:
        static = inspect.getattr_static(type(value), "__getattr__", None)
        return member is not None or static is None or _module_of(static) != "__main__"
    return _module_of(getter) != "__main__"


def _module_of(function: Any) -> str:
    return str(getattr(function, "__module__", ""))


def _called(function: Found) -> Found | None:
    """What calling it gives, as far as its annotation tells."""
    target = function.value
    if function.by_class:
        return None
    if isinstance(target, type):
        return Found(target, by_class=True)
    made = _return_class(target)
    return None if made is None else Found(made, by_class=True)


def _return_class(function: Callable[..., Any]) -> type[Any] | None:
    target = inspect.unwrap(function)
    if not hasattr(target, "__annotations__") and not hasattr(target, "__signature__"):
        target = vars(type(target)).get("__call__", target)
    try:
        noted = inspect.signature(target).return_annotation
        if isinstance(noted, str):
            noted = eval(noted, getattr(target, "__globals__", {}))  # as typing.get_type_hints does
    except Exception:  # names that only type checkers see
        return None
    noted = typing.get_origin(noted) or noted
    return noted if isinstance(noted, type) and noted is not inspect.Signature.empty else None


def _item(owner: Found, key: ast.expr) -> Found | None:
    if owner.by_class:
        return None
    value, place = owner.value, ast.literal_eval(key)  # one that is none is not known
    if isinstance(value, dict):
        return Found(dict.get(value, place)) if dict.__contains__(value, place) else None
    if type(value) in {list, tuple}:
        return Found(value[place])
    if type(value).__module__.partition(".")[0] == "pandas" and isinstance(place, str):
        return Found(value[place])
    if type(value).__module__.startswith(_READABLE):
        return Found(type(value), by_class=True)
    return None


def members(found: Found) -> dict[str, Any]:
    """Attribute names of what was found, each with the object in some class's or module's table.

    Names that only `dir` knows have `None`.
    """
    listed = dir(found.kind) if found.by_class else dir(found.value)
    tables: list[Mapping[str, Any]] = []
    owner = found.kind if found.by_class else found.value
    if isinstance(owner, types.ModuleType):
        tables.append(vars(owner))
    classes = owner.__mro__ if isinstance(owner, type) else type(owner).__mro__
    tables += [vars(base) for base in classes]
    merged: dict[str, Any] = {}
    for table in reversed(tables):
        merged.update(table)
    return {str(name): merged.get(name) for name in listed}


def kind_of(member: Any) -> str:
    """A word for a member, one of those that the page has a sign for."""
    if isinstance(member, types.ModuleType):
        return "module"
    if isinstance(member, type):
        return "class"
    if isinstance(member, property | functools.cached_property) or inspect.isdatadescriptor(member):
        return "property"
    if callable(member) or isinstance(member, staticmethod | classmethod):
        return "function"
    return "variable"
