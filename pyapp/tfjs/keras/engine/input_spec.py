"""`InputSpec`: what a layer says about its inputs, and the check of it."""

from typing import Any

from tfjs import nest
from tfjs.keras.engine.dtypes import standardize_dtype
from tfjs.keras.engine.keras_tensor import standardize_shape


class InputSpec:
    """What is expected of one input of a layer.

    Args:
        dtype: Name of the dtype.
        shape: Sizes; None fits any.
        ndim: Number of dimensions.
        max_ndim: Largest number of dimensions.
        min_ndim: Smallest number of dimensions.
        axes: Axis -> size.
        allow_last_axis_squeeze: Whether a last dimension of size 1 may be missing, or too many.
        name: Of the input, for inputs in a dict.
        optional: Whether None fits.
    """

    def __init__(
        self,
        dtype: Any = None,
        shape: Any = None,
        ndim: int | None = None,
        max_ndim: int | None = None,
        min_ndim: int | None = None,
        axes: dict[int, int | None] | None = None,
        allow_last_axis_squeeze: bool = False,
        name: str | None = None,
        optional: bool = False,
    ) -> None:
        self.dtype = None if dtype is None else standardize_dtype(dtype)
        self.shape = None if shape is None else standardize_shape(shape)
        self.ndim = ndim if self.shape is None else len(self.shape)
        self.max_ndim = max_ndim
        self.min_ndim = min_ndim
        self.name = name
        self.optional = optional
        self.allow_last_axis_squeeze = allow_last_axis_squeeze
        try:
            self.axes = {int(axis): size for axis, size in (axes or {}).items()}
        except (ValueError, TypeError):
            raise TypeError(
                f"Argument `axes` must be a dict with integer keys. Received: axes={axes}"
            ) from None
        highest = ndim if ndim is not None else max_ndim
        if self.axes and highest is not None and max(self.axes) > highest - 1:
            raise ValueError(
                f"Axis {max(self.axes)} is greater than the maximum allowed value: {highest - 1}"
            )

    def get_config(self) -> dict[str, Any]:
        """What the spec was made with."""
        names = ("dtype", "shape", "ndim", "max_ndim", "min_ndim", "axes", "optional")
        return {name: getattr(self, name) for name in names}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> "InputSpec":
        """A spec again."""
        return cls(**config)

    def __repr__(self) -> str:
        names = ("dtype", "shape", "ndim", "max_ndim", "min_ndim", "axes")
        parts = [f"{name}={getattr(self, name)}" for name in names if getattr(self, name)]
        return f"InputSpec({', '.join(parts)})"


def assert_input_compatibility(input_spec: Any, inputs: Any, layer_name: str) -> None:
    """Check the inputs of a layer.

    Args:
        input_spec: An `InputSpec`, or several of them, nested.
        inputs: As many tensors or KerasTensors.
        layer_name: For messages.

    Raises:
        ValueError: Another number of inputs, or one that its spec does not fit.
    """
    if not input_spec:
        return
    specs = nest.flatten(input_spec)
    if isinstance(inputs, dict):
        names = [spec.name for spec in specs if spec is not None]
        if len(names) == len(specs) and all(names):
            missing = [name for name in names if name not in inputs]
            if missing:
                raise ValueError(
                    f'Missing data for input "{missing[0]}". You passed a data dictionary with '
                    f"keys {list(inputs)}. Expected the following keys: {names}"
                )
            inputs = [inputs[name] for name in names]
    found = nest.flatten(inputs)
    if len(found) != len(specs):
        shapes = [getattr(x, "shape", x) for x in found]
        raise ValueError(
            f'Layer "{layer_name}" expects {len(specs)} input(s), but it received {len(found)} '
            f"input tensors. Inputs received: {shapes}"
        )
    for place, (x, spec) in enumerate(zip(found, specs, strict=True)):
        if spec is None or (x is None and spec.optional):
            continue
        if not hasattr(x, "shape"):
            raise ValueError(
                f"Inputs to a layer should be tensors. Got '{x}' (of type {type(x)}) as input for "
                f"layer '{layer_name}'."
            )
        fault = _fault(spec, tuple(x.shape), x)
        if fault:
            raise ValueError(
                f"Input {place} with name '{spec.name}' of layer '{layer_name}' is incompatible "
                f"with the layer: {fault}"
            )


def _fault(spec: InputSpec, shape: tuple[int | None, ...], x: Any) -> str:
    """What is wrong with an input; empty if nothing is."""
    rank = len(shape)
    if spec.ndim is not None and not spec.allow_last_axis_squeeze and rank != spec.ndim:
        return f"expected ndim={spec.ndim}, found ndim={rank}. Full shape received: {shape}"
    if spec.max_ndim is not None and rank > spec.max_ndim:
        return f"expected max_ndim={spec.max_ndim}, found ndim={rank}"
    if spec.min_ndim is not None and rank < spec.min_ndim:
        return f"expected min_ndim={spec.min_ndim}, found ndim={rank}. Full shape received: {shape}"
    if spec.dtype is not None and standardize_dtype(x.dtype) != spec.dtype:
        return f"expected dtype={spec.dtype}, found dtype={standardize_dtype(x.dtype)}"
    return _fault_of_axes(spec, shape) or _fault_of_shape(spec, shape)


def _fault_of_axes(spec: InputSpec, shape: tuple[int | None, ...]) -> str:
    for axis, size in spec.axes.items():
        if size is not None and shape[axis] not in (size, None):
            return (
                f"expected axis {axis} of input shape to have value {size}, but received input "
                f"with shape {shape}"
            )
    return ""


def _fault_of_shape(spec: InputSpec, shape: tuple[int | None, ...]) -> str:
    if spec.shape is None:
        return ""
    wanted = spec.shape
    if spec.allow_last_axis_squeeze:
        shape = shape[:-1] if shape and shape[-1] == 1 else shape
        wanted = wanted[:-1] if wanted and wanted[-1] == 1 else wanted
    for one, two in zip(wanted, shape, strict=False):
        if one is not None and two is not None and one != two:
            return f"expected shape={spec.shape}, found shape={shape}"
    return ""
