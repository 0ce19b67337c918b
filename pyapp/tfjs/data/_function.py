"""Functions of the user, applied to elements: replayed where that can be, as in `tf.function`."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from tfjs import _bridge
from tfjs._seeds import seeds
from tfjs.composite_specs import RaggedTensorSpec, SparseTensorSpec
from tfjs.data import _specs, _values
from tfjs.data._looking import first_elements
from tfjs.data._structure import flatten, mapped
from tfjs.data.stages.stage import Stage
from tfjs.function.polymorphic import Function
from tfjs.function.traced import Traced
from tfjs.ops.creation import zeros
from tfjs.pending import Pending
from tfjs.tensor import Tensor, declared_shapes
from tfjs.tensor_shape import TensorShape
from tfjs.type_spec import TensorSpec

_MAX_SIGNATURES: Final = 16
"""Shapes that get a program each; a function that sees more of them runs as plain Python."""

_EXAMPLE_SIZES: Final = (2, 3)
"""Stand for an unknown size; what differs between the results is unknown as well."""


class _QuietTraced(Traced):
    """A traced function that runs as plain Python without a word where it cannot be replayed."""

    def _give_up(self, reason: str, places: list[str]) -> None:
        self.eager = True
        self.variants = []


class _QuietFunction(Function):
    def _add(self, key: Any) -> Traced:
        traced = super()._add(key)
        traced.__class__ = _QuietTraced
        return traced


class Mapped:
    """A function of elements.

    Args:
        function: Called with the parts of a tuple, or else with the element.
        name: The parameter it came by, for messages.
        traced: Whether it may be replayed instead of run; not so if it makes datasets.

    Raises:
        TypeError: It cannot be called.
    """

    def __init__(self, function: Callable[..., Any], name: str, *, traced: bool = True) -> None:
        if not callable(function):
            raise TypeError(f"`{name}` must be callable. Received: {function!r:.80}")
        self._plain = function
        self._name = name
        self._replayed: Function | None = None
        if traced:
            self._replayed = function if isinstance(function, Function) else _new(function)

    def __call__(self, element: Any) -> Any:
        """The result for an element, in components."""
        given = mapped(_values.tensor_of, element)
        return self._called(given if type(element) is tuple else (given,))

    def pair(self, state: Any, element: Any) -> Any:
        """The result for a state and an element, as `reduce` and `scan` need it."""
        return self._called((mapped(_values.tensor_of, state), mapped(_values.tensor_of, element)))

    def _called(self, args: tuple[Any, ...]) -> Any:
        taping = _bridge.is_taping()
        if taping:
            _bridge.pause_tapes()
        try:
            return normalized(self._choose(args)(*args), self._name)
        finally:
            if taping:
                _bridge.resume_tapes()

    def _choose(self, args: tuple[Any, ...]) -> Callable[..., Any]:
        replayed = self._replayed
        if replayed is None or any(
            hasattr(leaf, "_stage") or type(leaf) is Pending for leaf in flatten(args)
        ):
            return self._plain
        return self._plain if len(replayed._traced) > _MAX_SIGNATURES else replayed

    def spec_for(self, source: Stage) -> Any:
        """Specs of the results for the elements of a stage, found by examples."""
        return self._inferred(source.spec(), lambda given: given, source)

    def spec_for_pair(self, state: Any, source: Stage) -> Any:
        """Likewise for a state and an element."""
        return self._inferred((state, source.spec()), lambda e: (_example_of(state, 2), e), source)

    def _inferred(self, spec: Any, with_state: Callable[[Any], Any], source: Stage) -> Any:
        unknown = any(not _is_known(leaf) for leaf in flatten(spec))
        results: list[Any] = []
        try:
            results = [
                self._tried(_example_of(spec, size))
                for size in (_EXAMPLE_SIZES if unknown else _EXAMPLE_SIZES[:1])
            ]
        except Exception:  # made-up values may mean nothing to the function: ask with a real one
            with contextlib.suppress(Exception):  # a source that fails shows it when it is iterated
                results = list(self._successes(map(with_state, first_elements(source, 2))))
            if not results:
                raise
        found = results[0]
        for other in results[1:]:
            found = _specs.merged(found, other, self._name)
        return found

    def _successes(self, elements: Iterable[Any]) -> Iterator[Any]:
        """Specs of the results for those elements that the function takes."""
        for element in elements:
            with contextlib.suppress(Exception):
                yield self._tried(element)

    def _tried(self, element: Any) -> Any:
        """Specs of the result for one element; nothing that was assigned to variables remains."""
        given = mapped(_values.tensor_of, element)
        args = given if type(element) is tuple else (given,)
        chosen = self._choose(args)
        if not isinstance(chosen, Function):
            seeds.begin_trace()
            try:
                with declared_shapes() as declared:
                    return _opened(normalized(chosen(*args), self._name), declared)
            finally:
                seeds.end_trace()
        bound, named = chosen._parameters.bound(args, {})
        tensors: list[Any] = []
        key = chosen._key(bound, named, tensors)
        traced = chosen._traced.get(key) or chosen._add(key)
        with declared_shapes() as declared:
            result = traced.trace(bound, named, tensors, dry=True)
        return _opened(normalized(result, self._name), declared)


def _opened(result: Any, declared: dict[int, TensorShape]) -> Any:
    """Specs of a result, with the sizes open that `set_shape` left open."""

    def made(leaf: Any) -> Any:
        spec = _specs.spec_of(leaf)
        wanted = declared.get(leaf._slot) if isinstance(leaf, Tensor) else None
        if wanted is None or wanted.rank is None or not wanted.is_compatible_with(spec.shape):
            return spec
        return _specs.with_shape(spec, wanted)

    return mapped(made, result)


def _new(function: Callable[..., Any]) -> Function:
    return _QuietFunction(function, None)


def normalized(result: Any, name: str) -> Any:
    """What a function returned, in components; a list at the top counts as a tuple.

    Raises:
        TypeError: Something that is no component.
    """
    if isinstance(result, list):
        result = tuple(result)

    def made(value: Any) -> Any:
        if hasattr(value, "_stage"):
            return value
        try:
            return _values.component(value, name)
        except (TypeError, ValueError) as error:
            raise TypeError(
                f"Unsupported return value from function passed to `{name}`: {value!r:.80}. "
                "Supported are tensors, arrays, numbers, strings, and tuples and dicts of them."
            ) from error

    return mapped(made, result)


def _is_known(spec: Any) -> bool:
    return not hasattr(spec, "shape") or bool(spec.shape.is_fully_defined())


def _example_of(spec: Any, size: int) -> Any:
    """Zeros as `spec` says, with `size` where a size is unknown.

    Raises:
        ValueError: Not even the rank is known.
    """

    def made(leaf: Any) -> Any:
        if isinstance(leaf, TensorSpec) or getattr(leaf, "ragged_rank", 1) == 0:
            return zeros([size if n is None else n for n in leaf.shape], leaf.dtype)
        if isinstance(leaf, RaggedTensorSpec | SparseTensorSpec | _specs.DatasetSpec):
            raise ValueError(f"no example of {leaf!r}")
        return None

    return mapped(made, spec)
