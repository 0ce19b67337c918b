"""Input signatures: what arguments a function takes, fixed beforehand."""

from typing import Any

from tfjs._dispatch import Composite
from tfjs.function.signature import Parameters
from tfjs.nest import flatten, pack_sequence_as
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
    """The arguments as tensors of the signature.

    Raises:
        TypeError: Too many arguments, or one that does not fit.
    """
    args, kwargs = parameters.bound(args, kwargs)
    given = [*args, *kwargs.values()]
    bound = given[len(given) - len(signature) :] if len(given) > len(signature) else given
    own = given[: len(given) - len(bound)]  # `self`
    if len(bound) != len(signature):
        raise TypeError(
            f"tf.function: expected {len(signature)} arguments, as its input_signature says. "
            f"Received: {len(given)}."
        )
    return (*own, *[_conformed(s, v) for s, v in zip(signature, bound, strict=True)]), {}


def _conformed(spec: Any, value: Any) -> Any:
    if isinstance(spec, list | tuple | dict):
        leaves = zip(flatten(spec), flatten(value), strict=True)

        return pack_sequence_as(value, [_conformed(one, leaf) for one, leaf in leaves])
    if not is_spec(spec):
        return value
    if isinstance(value, Composite):
        if value.dtype is not spec.dtype:
            raise TypeError(
                f"Python inputs incompatible with input_signature: expected {spec!r}. Received: "
                f"{value!r:.200}."
            )
        return value
    try:
        tensor = as_tensor(value, spec.dtype, op="tf.function")
    except ValueError as error:
        raise TypeError(f"Python inputs incompatible with input_signature: {error}") from error
    if not TensorShape(spec.shape).is_compatible_with(tensor.shape):
        raise TypeError(
            f"Python inputs incompatible with input_signature: expected shape {spec.shape}. "
            f"Received: {tensor.shape}."
        )
    return tensor
