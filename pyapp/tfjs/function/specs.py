"""Input signatures: what arguments a function takes, fixed beforehand."""

from collections.abc import Mapping
from typing import Any, NoReturn

from tfjs._dispatch import Composite
from tfjs.function.signature import Parameters
from tfjs.ops._arguments import as_tensor
from tfjs.tensor_shape import TensorShape


def is_spec(value: Any) -> bool:
    """Whether this is a `tf.TensorSpec`, by what it has."""
    return (
        hasattr(value, "is_compatible_with")
        and hasattr(value, "dtype")
        and hasattr(value, "shape")
        and not hasattr(value, "numpy")
    )


def conform(
    signature: tuple[Any, ...],
    parameters: Parameters,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The arguments as tensors of the signature; parameters behind it keep their defaults.

    Raises:
        TypeError: Too many arguments, or one that does not fit.
    """
    given = parameters.named(args, kwargs)
    args, kwargs = parameters.bound(args, kwargs)
    whole = [*args, *kwargs.values()]
    start = own(given)
    if len(given) - start > len(signature) or len(whole) - start < len(signature):
        raise TypeError(
            f"tf.function: expected {len(signature)} arguments, as its input_signature says. "
            f"Received: {len(given) - start}."
        )
    end = start + len(signature)
    pairs = zip(signature, whole[start:end], strict=True)
    whole[start:end] = [_conformed(spec, value) for spec, value in pairs]
    count = len(args)
    return tuple(whole[:count]), dict(zip(kwargs, whole[count:], strict=True))


OWN = ("self", "cls")
"""Parameters that stand for the object that a method is of."""


def own(named: Mapping[str, Any]) -> int:
    """How many arguments a signature does not count: the object that a method is of."""
    return 1 if next(iter(named), "") in OWN else 0


def _conformed(spec: Any, value: Any) -> Any:
    if isinstance(spec, Mapping):
        if not isinstance(value, Mapping) or set(value) != set(spec):
            _refuse(f"expected a dict with the keys {sorted(spec)}", value)
        return {key: _conformed(spec[key], value[key]) for key in spec}
    if isinstance(spec, list | tuple):
        if not isinstance(value, list | tuple) or len(value) != len(spec):
            _refuse(f"expected {len(spec)} values", value)
        made = [_conformed(one, item) for one, item in zip(spec, value, strict=True)]
        return type(value)(*made) if hasattr(value, "_fields") else type(value)(made)
    return _fitting(spec, value) if is_spec(spec) else value


def _fitting(spec: Any, value: Any) -> Any:
    if isinstance(value, Composite):
        if not spec.is_compatible_with(value):
            _refuse(f"expected {spec!r}", value)
        return value
    try:
        tensor = as_tensor(value, spec.dtype, op="tf.function")
    except (TypeError, ValueError) as error:
        raise TypeError(f"Python inputs incompatible with input_signature: {error}") from error
    if not TensorShape(spec.shape).is_compatible_with(tensor.shape):
        _refuse(f"expected shape {spec.shape}", tensor.shape)
    return tensor


def _refuse(wanted: str, value: Any) -> NoReturn:
    raise TypeError(
        f"Python inputs incompatible with input_signature: {wanted}. Received: {value!r:.200}."
    )
