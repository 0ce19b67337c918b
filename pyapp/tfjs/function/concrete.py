"""`tf.function` for one signature."""

from typing import TYPE_CHECKING, Any

from tfjs.errors import InvalidArgumentError
from tfjs.function.specs import is_spec, own
from tfjs.nest import flatten, map_structure, pack_sequence_as
from tfjs.ops._arguments import as_tensor
from tfjs.ops._families import filled
from tfjs.ops.casting import identity
from tfjs.tensor import Tensor
from tfjs.type_spec import TensorSpec, type_spec_from_value

if TYPE_CHECKING:
    from tfjs.function.polymorphic import Function


class ConcreteFunction:
    """A function for one signature; called like the function, or with its tensors alone.

    Tensors go by their place, or by the name of their argument. Python's values are those of the
    signature; they may be left out. A signature whose shapes are all known is traced at once, on
    zeros; another on its first call.
    """

    def __init__(self, function: "Function", args: Any, kwargs: dict[str, Any]) -> None:
        self._function = function
        self._args, self._kwargs = args, kwargs
        leaves = flatten([list(args), kwargs])
        self.inputs = [leaf for leaf in leaves if _is_tensor(leaf)]
        self._outputs: Any = None
        if all(leaf.shape.is_fully_defined() for leaf in self.inputs):
            self._outputs = self._traced()

    def _traced(self) -> Any:
        made = [_example(leaf) for leaf in flatten([list(self._args), self._kwargs])]
        args, kwargs = pack_sequence_as([list(self._args), self._kwargs], made)
        tensors: list[Tensor] = []
        key = self._function._key(tuple(args), kwargs, tensors)
        traced = self._function._traced.get(key) or self._function._add(key)
        self._function._traces += 1
        return traced.trace(tuple(args), kwargs, tensors, dry=True)

    @property
    def structured_input_signature(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Positional and keyword arguments: specs, named like their arguments, and values."""
        named = self._named()
        args = tuple([_specs(named[name], name) for name in list(named)[: len(self._args)]])
        return args, {name: _specs(value, name) for name, value in self._kwargs.items()}

    @property
    def structured_outputs(self) -> Any:
        """The result for an example of zeros, in the function's structure; None before a call."""
        return self._outputs

    @property
    def outputs(self) -> list[Any]:
        """The tensors of `structured_outputs`."""
        return [leaf for leaf in flatten(self._outputs) if isinstance(leaf, Tensor)]

    @property
    def output_shapes(self) -> Any:
        """Shapes of the result, in its structure."""
        return map_structure(lambda x: x.shape if isinstance(x, Tensor) else x, self._outputs)

    @property
    def output_dtypes(self) -> Any:
        """Dtypes of the result, in its structure."""
        return map_structure(lambda x: x.dtype if isinstance(x, Tensor) else x, self._outputs)

    @property
    def name(self) -> str:
        """The function's name."""
        return self._function.name

    def _named(self) -> dict[str, Any]:
        """The signature by the names of arguments."""
        return self._function._parameters.named(self._args, self._kwargs)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The result for other tensors.

        Raises:
            TypeError: Not the arguments of the signature.
            InvalidArgumentError: A tensor of another dtype.
        """
        named = self._named()
        places = [name for name, value in named.items() if any(map(_is_tensor, flatten(value)))]
        if len(args) > len(places):
            places = list(named)
        given = dict(zip(places, args, strict=False))
        if len(args) > len(places) or not given.keys().isdisjoint(kwargs):
            raise TypeError(f"{self._text()} got {len(args)} positional and {list(kwargs)}.")
        given |= kwargs
        if unknown := [name for name in given if name not in named]:
            raise TypeError(f"{self._text()} got unexpected keyword arguments {unknown}.")
        made = [self._filled(name, value, given) for name, value in named.items()]
        count = len(self._args)
        keywords = dict(zip(self._kwargs, made[count:], strict=True))
        signature = self._function.input_signature
        if signature is not None:  # what stands behind it keeps its default
            return self._function(*made[: own(named) + len(signature)])
        return self._function(*made[:count], **keywords)

    def _filled(self, name: str, expected: Any, given: dict[str, Any]) -> Any:
        """An argument: what was given for its tensors, and the values of the signature."""
        leaves = flatten(expected)
        if name not in given:
            if any(map(_is_tensor, leaves)):
                raise TypeError(f"{self._text()} missing required arguments: {name}.")
            return expected
        if not any(map(_is_tensor, leaves)):
            if not (given[name] is expected or given[name] == expected):
                raise TypeError(
                    f"{self._text()} was made with {expected!r} for {name}, but was called with "
                    f"{given[name]!r}."
                )
            return expected
        values = flatten(given[name])
        if len(values) != len(leaves):
            raise TypeError(f"{self._text()} expected {len(leaves)} tensors for {name}.")
        pairs = zip(leaves, values, strict=True)
        made = [self._of_kind(leaf, value) if _is_tensor(leaf) else leaf for leaf, value in pairs]
        return pack_sequence_as(expected, made)

    def _of_kind(self, expected: Any, value: Any) -> Any:
        if is_spec(expected) and not isinstance(expected, TensorSpec):
            return value
        tensor = as_tensor(value, hint=expected.dtype, op=self.name)
        if tensor.dtype is not expected.dtype:
            raise InvalidArgumentError(
                f"{self._text()} expected a {expected.dtype.name} tensor. Received: "
                f"{tensor.dtype.name}.",
                op=self.name,
            )
        return tensor

    def _text(self) -> str:
        return f"ConcreteFunction {self.name}({', '.join(self._named())})"

    def __repr__(self) -> str:
        return f"<ConcreteFunction {self.name}>"


def _is_tensor(leaf: Any) -> bool:
    return is_spec(leaf) or isinstance(leaf, Tensor)


def _specs(value: Any, name: str) -> Any:
    """A value with specs in the place of its tensors."""

    def spec(leaf: Any) -> Any:
        if isinstance(leaf, TensorSpec):
            return TensorSpec.from_spec(leaf, leaf.name or name)
        if isinstance(leaf, Tensor):
            return TensorSpec.from_spec(TensorSpec.from_tensor(leaf), name)
        return type_spec_from_value(leaf) if hasattr(leaf, "_type_spec") else leaf

    return map_structure(spec, value)


def _example(leaf: Any) -> Any:
    """A tensor to trace with."""
    if is_spec(leaf):
        return filled(tuple(leaf.shape), 0, leaf.dtype)
    return identity(leaf) if isinstance(leaf, Tensor) else leaf
