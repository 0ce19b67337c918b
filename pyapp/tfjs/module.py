"""`tf.Module`: an object that finds the variables and modules among its attributes."""

import functools
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from tfjs import nest
from tfjs._scopes import name_scope, scope_prefix
from tfjs.variable import Variable

_T = TypeVar("_T")
_Method = TypeVar("_Method", bound=Callable[..., Any])

_IDENTIFIER = re.compile(r"^[a-zA-Z_]\w*$")


class Module:
    """Base of everything that owns variables.

    Variables and modules count if they are attributes, or lie in lists, tuples or dicts that are.
    They come in the order of the attributes' names; those of submodules follow.

    Args:
        name: A Python identifier; made of the class's name if None.

    Raises:
        ValueError: A name that is no identifier.

    Example:
        >>> class Dense(tf.Module):
        ...     def __init__(self, size):
        ...         super().__init__()
        ...         self.w = tf.Variable(tf.zeros([size, size]), name="w")
        >>> Dense(2).trainable_variables[0].shape
        TensorShape([2, 2])
    """

    _TF_MODULE_IGNORED_PROPERTIES: frozenset[str] = frozenset()

    def __init__(self, name: str | None = None) -> None:
        if name is None:
            name = _snake_case(type(self).__name__)
        elif not _IDENTIFIER.match(name):
            raise ValueError(
                f"{name!r} is not a valid module name. Module names must be valid Python "
                "identifiers (e.g. a valid class name)."
            )
        self._name = name
        self._name_scope = name_scope(f"{scope_prefix()}{name}/")

    @property
    def name(self) -> str:
        """The name that was given, or made."""
        return self._name

    @property
    def name_scope(self) -> name_scope:
        """A context in which names begin with this module's."""
        return self._name_scope

    @property
    def variables(self) -> tuple[Variable, ...]:
        """All variables of this module and its submodules."""
        return tuple(self._flatten(predicate=_is_variable))

    @property
    def trainable_variables(self) -> tuple[Variable, ...]:
        """Those that are trainable."""
        return tuple(self._flatten(predicate=lambda x: _is_variable(x) and bool(x.trainable)))

    @property
    def non_trainable_variables(self) -> tuple[Variable, ...]:
        """Those that are not."""
        return tuple(self._flatten(predicate=lambda x: _is_variable(x) and not x.trainable))

    @property
    def submodules(self) -> "tuple[Module, ...]":
        """All modules that this one owns, and that those own."""
        return tuple(self._flatten(predicate=lambda x: isinstance(x, Module)))

    def _flatten(
        self,
        recursive: bool = True,
        predicate: Callable[[Any], bool] | None = None,
        attribute_traversal_key: Callable[[str], Any] | None = None,
        with_path: bool = False,
        expand_composites: bool = False,
    ) -> Iterator[Any]:
        """What the attributes hold, each once, as far as `predicate` takes it."""
        wanted = predicate or (lambda _: True)
        yield from _walk(
            self, recursive, wanted, attribute_traversal_key, with_path, (), {id(self)}
        )

    @classmethod
    def with_name_scope(cls, method: _Method) -> _Method:
        """Decorate a method that makes variables: their names begin with the module's."""

        @functools.wraps(method)
        def scoped(self: Any, *args: Any, **kwargs: Any) -> Any:
            with self.name_scope:
                return method(self, *args, **kwargs)

        return scoped  # type: ignore[return-value]


def _is_variable(value: Any) -> bool:
    return isinstance(value, Variable)


def _snake_case(name: str) -> str:
    # HTTPNet -> http_net, Net2D -> net2_d
    return re.sub(r"((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))", r"_\1", name).lower()


def _walk(
    module: Module,
    recursive: bool,
    wanted: Callable[[Any], bool],
    key: Callable[[str], Any] | None,
    with_path: bool,
    path: tuple[Any, ...],
    seen: set[int],
) -> Iterator[Any]:
    attributes = vars(module)
    inner: list[tuple[tuple[Any, ...], Module]] = []
    for name in sorted(attributes, key=key):
        if name in module._TF_MODULE_IGNORED_PROPERTIES:
            continue
        for place, leaf in _leaves(attributes[name]):
            if id(leaf) in seen:
                continue
            seen.add(id(leaf))
            where = (*path, name, *place)
            if wanted(leaf):
                yield (where, leaf) if with_path else leaf
            if recursive and isinstance(leaf, Module):
                inner.append((where, leaf))
    for where, submodule in inner:
        yield from _walk(submodule, recursive, wanted, key, with_path, where, seen)


def _leaves(value: Any) -> list[tuple[tuple[Any, ...], Any]]:
    try:
        return list(nest.flatten_with_paths(value))
    except TypeError:  # a dict whose keys have no order holds nothing that could be named
        return []
