"""`tf.function`, a function with a program for each signature that it is called with."""

import functools
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, overload

from tfjs import _bridge
from tfjs._dispatch import composites
from tfjs.function import autograph as autographs
from tfjs.function import config
from tfjs.function.concrete import ConcreteFunction
from tfjs.function.signature import Parameters, described, identities
from tfjs.function.specs import OWN, conform
from tfjs.function.traced import Traced
from tfjs.tensor import Tensor

_F = TypeVar("_F", bound=Callable[..., Any])

_MAX_PARTITIONS = 32
"""Signatures with ragged or sparse tensors that get a program: each partition is one of its own.

Calls with further partitions run as plain Python, so that a stream of ragged batches costs no
memory.
"""


class Function:
    """A Python function that is replayed; made by `tf.function`."""

    def __init__(
        self,
        python_function: Callable[..., Any],
        input_signature: Sequence[Any] | None,
        autograph: bool = True,
    ) -> None:
        functools.update_wrapper(self, python_function)
        self.name: str = getattr(python_function, "__name__", repr(python_function))
        self.python_function = python_function
        self._autograph = autograph
        self.input_signature = None if input_signature is None else tuple(input_signature)
        self._parameters = Parameters(python_function)
        self._traced: dict[Any, Traced] = {}
        self._references: dict[Any, list[Any]] = {}
        self._traces = 0
        self._partitions = 0

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The result of the function, replayed if a program fits."""
        if config.functions_run_eagerly():
            return self.python_function(*args, **kwargs)
        if _bridge.is_recording():
            return self._traceable()(*args, **kwargs)
        if self.input_signature is not None:
            args, kwargs = conform(self.input_signature, self._parameters, args, kwargs)
        else:
            args, kwargs = self._parameters.bound(args, kwargs)
        tensors: list[Tensor] = []
        key = self._key(args, kwargs, tensors)
        traced = self._traced.get(key)
        if traced is None:
            if next(composites((args, kwargs)), None) is not None:
                if self._partitions == _MAX_PARTITIONS:
                    return self.python_function(*args, **kwargs)
                self._partitions += 1
            traced = self._add(key)
        result, ran = traced(args, kwargs, tensors)
        self._traces += ran
        return result

    def _traceable(self) -> Callable[..., Any]:
        """The function as it is traced."""
        return (
            autographs.converted(self.python_function) if self._autograph else self.python_function
        )

    def __get__(self, instance: Any, owner: type | None = None) -> "Function | Method":
        return self if instance is None else Method(self, instance)

    def _key(
        self, args: tuple[Any, ...], kwargs: dict[str, Any], tensors: list[Tensor]
    ) -> tuple[Any, ...]:
        arguments = tuple([described(a, tensors) for a in args])  # in the order of `replaced`
        named = tuple([(name, described(kwargs[name], tensors)) for name in kwargs])
        return _bridge.current_backend(), arguments, named

    def _add(self, key: Any) -> Traced:
        """A place for the programs of a signature, until an object in it dies."""
        traced = self._traced[key] = Traced(self.python_function, self.name, self._traceable)
        gone = functools.partial(_forget, self._traced, self._references, key)
        self._references[key] = [identity.when_gone(gone) for identity in identities(key)]
        return traced

    def get_concrete_function(self, *args: Any, **kwargs: Any) -> ConcreteFunction:
        """The function for one signature, which takes tensors only.

        Args:
            args: Example tensors, or `tf.TensorSpec`s, and Python values.
            kwargs: Likewise.

        Nothing that the function assigns to variables while it is traced remains.
        """
        if self.input_signature is not None and not kwargs:
            of_object = 1 if self._parameters.first in OWN else 0
            args = (*args, *self.input_signature) if len(args) <= of_object else args
        return ConcreteFunction(self, *self._parameters.bound(args, kwargs))

    def experimental_get_tracing_count(self) -> int:
        """How often Python has run the function."""
        return self._traces

    def pretty_printed_concrete_signatures(self) -> str:
        """The signatures traced so far, one on a line."""
        return "\n".join(f"{self.name}{key[1]}" for key in self._traced)

    def __repr__(self) -> str:
        return f"<tfjs.function.Function of {self.python_function!r}>"


class Method:
    """A `tf.function` bound to an object."""

    __slots__ = ("__self__", "_function")

    def __init__(self, function: Function, instance: Any) -> None:
        self._function = function
        self.__self__ = instance

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The result of the function for the object."""
        return self._function(self.__self__, *args, **kwargs)

    def get_concrete_function(self, *args: Any, **kwargs: Any) -> ConcreteFunction:
        """See `Function.get_concrete_function`."""
        return self._function.get_concrete_function(self.__self__, *args, **kwargs)

    def experimental_get_tracing_count(self) -> int:
        """How often Python has run the function, for all objects."""
        return self._function.experimental_get_tracing_count()

    @property
    def python_function(self) -> Callable[..., Any]:
        """The function as it was written, bound."""
        return functools.partial(self._function.python_function, self.__self__)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._function, name)


def _forget(traced: dict[Any, Any], references: dict[Any, Any], key: Any, _: Any) -> None:
    traced.pop(key, None)
    references.pop(key, None)


@overload
def function(func: _F) -> Function: ...
@overload
def function(
    func: None = None,
    input_signature: Sequence[Any] | None = None,
    autograph: bool = True,
    jit_compile: bool | None = None,
    reduce_retracing: bool = False,
    experimental_implements: Any = None,
    experimental_autograph_options: Any = None,
    experimental_attributes: Any = None,
    experimental_relax_shapes: bool | None = None,
    experimental_compile: bool | None = None,
    experimental_follow_type_hints: bool | None = None,
) -> Callable[[Callable[..., Any]], Function]: ...
def function(
    func: Callable[..., Any] | None = None,
    input_signature: Sequence[Any] | None = None,
    autograph: bool = True,
    jit_compile: bool | None = None,
    reduce_retracing: bool = False,
    experimental_implements: Any = None,
    experimental_autograph_options: Any = None,
    experimental_attributes: Any = None,
    experimental_relax_shapes: bool | None = None,
    experimental_compile: bool | None = None,
    experimental_follow_type_hints: bool | None = None,
) -> Any:
    """Decorate a function so that it runs once in Python for each signature, then is replayed.

    Args:
        func: The function; None to get a decorator.
        input_signature: `tf.TensorSpec`s that arguments are checked against and converted to.
        autograph: Whether `if`, `while` and `for` on tensors become steps of the program, where
            that is possible. Python's own control flow on tensors' values gives the right answer in
            any case: a replay goes on only where values decide as they did, else Python runs again.
        jit_compile: Accepted, without effect.
        reduce_retracing: Accepted; there is a program for each shape in any case.

    The first call with arguments of new shapes, dtypes or Python values runs the function and
    records the kernels that it runs; calls like it replay them, without Python. Python's side
    effects take place while recording only. Gradients and assignments to variables are replayed
    like everything else.
    """

    def decorate(python_function: Callable[..., Any]) -> Function:
        return Function(python_function, input_signature, autograph)

    return decorate if func is None else decorate(func)
