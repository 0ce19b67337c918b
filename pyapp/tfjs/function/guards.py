"""What a traced function read besides its arguments: a program serves only while it is unchanged.

Checked are globals, variables of enclosing functions, and attributes of objects found in either or
in the arguments, and of the objects in those, by the names that the code of the function mentions;
likewise for the functions of the user that it calls by name, but not for those that each replay
calls itself (`tf.py_function`).
Plain values compare by value, small containers and arrays by their content, everything else by
identity.
"""

import dis
from collections.abc import Callable, Mapping
from types import CellType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any
from weakref import ref

import numpy as np

from tfjs import _bridge
from tfjs.function.signature import PLAIN, plain
from tfjs.tensor import Tensor
from tfjs.variable import Variable

_CONTAINERS = (list, tuple, set, frozenset, dict)
_MAX_ITEMS = 64
_MAX_ELEMENTS = 4096
_MISSING = object()

Guard = Callable[[], bool]


class Guards:
    """Conditions under which a program may be replayed."""

    def __init__(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        self._checks: list[Guard] = []
        self._kept: list[Any] = []
        self._seen: set[int] = set()
        self._apart = {_place(code) for code in _bridge.called_code}
        self._follow(function)
        code = _code(function)
        if code is not None:
            for argument in arguments:
                self._object(argument, _names(code))

    def hold(self) -> bool:
        """Whether everything is as it was."""
        return all(check() for check in self._checks)

    def _follow(self, function: Any) -> None:
        """Note what a function of the user reads."""
        if isinstance(function, MethodType):
            self._object(function.__self__, _names(function.__func__.__code__))
            function = function.__func__
        function = getattr(function, "python_function", function)
        code = _code(function)
        if code is None or id(function) in self._seen or _place(code) in self._apart:
            return
        self._seen.add(id(function))
        self._kept.append(function)
        names = _names(code)
        for name in names & function.__globals__.keys():
            self._note(_from(function.__globals__, name), function.__globals__[name], names)
        inside = self._read(code) if self._apart else set(code.co_freevars)
        for name, cell in zip(code.co_freevars, function.__closure__ or (), strict=True):
            try:
                value = cell.cell_contents
            except ValueError:
                continue
            if name not in inside:
                continue
            self._note(_inside(cell), value, names)

    def _read(self, code: CodeType) -> set[str]:
        """Names from enclosing functions that code reads, but for code that runs apart."""
        names = {i.argval for i in dis.get_instructions(code) if "DEREF" in i.opname}
        for constant in code.co_consts:
            if isinstance(constant, CodeType) and _place(constant) not in self._apart:
                names |= self._read(constant)
        return names

    def _note(self, read: Callable[[], Any], value: Any, names: set[str]) -> None:
        if isinstance(value, PLAIN):
            known = plain(value)
            self._checks.append(lambda: plain(read()) == known)
            return
        self._kept.append(value)
        if isinstance(value, _CONTAINERS) or _is_small_array(value):
            content = _content(value, self._kept)
            self._checks.append(lambda: _content(read(), None) == content)
        else:
            self._checks.append(lambda: read() is value)
            if isinstance(value, FunctionType | MethodType):
                if _is_users(value):
                    self._follow(value)
            elif not isinstance(value, ModuleType | type | Tensor | Variable):
                self._object(value, names)

    def _object(self, value: Any, names: set[str]) -> None:
        """Note the attributes of an object that the code mentions."""
        attributes = getattr(value, "__dict__", None)
        if not isinstance(attributes, dict) or id(value) in self._seen:
            return
        if isinstance(value, ModuleType | type | FunctionType):
            return
        self._seen.add(id(value))
        owner = _weakly(value)
        for name in names & attributes.keys():
            item = attributes[name]
            read = _attribute(owner, name)
            if isinstance(item, (*PLAIN, *_CONTAINERS, Tensor, Variable, np.ndarray)):
                self._note(read, item, names)
            elif isinstance(item, FunctionType | MethodType) or hasattr(item, "__dict__"):
                self._checks.append(_same(read, _weakly(item)))
                self._object(item, names)
        for name in names - attributes.keys():
            item = _of_class(type(value), name)
            if isinstance(item, (*PLAIN, *_CONTAINERS, Tensor, Variable)):
                self._note(_got(owner, name), item, names)


def _weakly(value: Any) -> Callable[[], Any]:
    """Gives an object that may reach the function, which must not keep it alive, while it lives."""
    try:
        return ref(value)
    except TypeError:
        return lambda: value


def _attribute(owner: Callable[[], Any], name: str) -> Callable[[], Any]:
    def read() -> Any:
        found = owner()
        return _MISSING if found is None else found.__dict__.get(name, _MISSING)

    return read


def _of_class(kind: type, name: str) -> Any:
    return next((vars(one)[name] for one in kind.__mro__ if name in vars(one)), _MISSING)


def _got(owner: Callable[[], Any], name: str) -> Callable[[], Any]:
    return lambda: getattr(owner(), name, _MISSING)


def _same(read: Callable[[], Any], known: Callable[[], Any]) -> Guard:
    return lambda: read() is known()


def _from(mapping: dict[str, Any], name: str) -> Callable[[], Any]:
    return lambda: mapping.get(name, _MISSING)


def _inside(cell: CellType) -> Callable[[], Any]:
    return lambda: cell.cell_contents


def _content(value: Any, kept: list[Any] | None) -> Any:
    """A container as something to compare: plain values, and the identities of others.

    Args:
        value: The container, or an item in it.
        kept: Gets everything that is compared by its identity, so that no other object takes it.
    """
    if isinstance(value, PLAIN):
        return plain(value)
    if isinstance(value, _CONTAINERS) and len(value) <= _MAX_ITEMS:
        items = [*value.keys(), *value.values()] if isinstance(value, Mapping) else list(value)
        return type(value), tuple([_content(item, kept) for item in items])
    if kept is not None:
        kept.append(value)
    return (id(value), value.tobytes()) if _is_small_array(value) else id(value)


def _is_small_array(value: Any) -> bool:
    """Whether this is an array that is cheap to compare; it may be written to."""
    return (
        isinstance(value, np.ndarray) and value.size <= _MAX_ELEMENTS and not value.dtype.hasobject
    )


def _place(code: CodeType) -> tuple[str, int, str]:
    """Where code was written; the same for a function and its rewritten copy."""
    return code.co_filename, code.co_firstlineno, code.co_name


def _code(function: Any) -> CodeType | None:
    function = getattr(function, "__func__", function)
    return getattr(function, "__code__", None)


def _names(code: CodeType) -> set[str]:
    """Globals and attributes that a function mentions, also in functions inside it."""
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            names |= _names(constant)
    return names


def _is_users(function: Any) -> bool:
    module = getattr(function, "__module__", "") or ""
    return module.partition(".")[0] not in ("tfjs", "numpy", "builtins", "math")
