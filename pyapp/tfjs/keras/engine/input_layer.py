"""`tf.keras.Input`: where a functional model begins."""

from typing import Any

from tfjs.keras.engine.dtypes import standardize_dtype
from tfjs.keras.engine.keras_tensor import KerasTensor, standardize_shape
from tfjs.keras.engine.layer import Layer
from tfjs.keras.engine.node import Node


class InputLayer(Layer):
    """The layer that stands for an input of a model; `Input` makes one.

    Args:
        shape: Sizes of one sample, None where they are not known.
        batch_size: Number of samples, if it is always the same.
        dtype: Name of the dtype; the session's floating one if None.
        sparse: Not supported.
        ragged: Not supported.
        batch_shape: In place of `shape`: the whole shape, that of the batch first.
        input_tensor: A KerasTensor to take in place of a new one.
        optional: Whether None may be passed.
        name: Made if None.

    Raises:
        ValueError: No shape, or two of them.
    """

    _batch_shape: tuple[int | None, ...]
    _input_dtype: str

    def __init__(
        self,
        shape: Any = None,
        batch_size: int | None = None,
        dtype: Any = None,
        sparse: bool | None = None,
        ragged: bool | None = None,
        batch_shape: Any = None,
        input_tensor: KerasTensor | None = None,
        optional: bool = False,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name=name)
        if "input_shape" in kwargs:
            shape = kwargs.pop("input_shape")
        if "batch_input_shape" in kwargs:
            batch_shape = kwargs.pop("batch_input_shape")
        if kwargs:
            raise ValueError(f"Unrecognized keyword arguments passed to InputLayer: {kwargs}")
        if input_tensor is not None:
            batch_shape, dtype = _of_tensor(input_tensor)
        else:
            batch_shape = _whole_shape(shape, batch_size, batch_shape)
        self._batch_shape = standardize_shape(batch_shape)
        self._input_dtype = standardize_dtype(dtype)
        self.optional = bool(optional)
        if input_tensor is None:
            input_tensor = KerasTensor(
                self._batch_shape, self._input_dtype, bool(sparse), bool(ragged), name=name
            )
        Node(self, (), {}, input_tensor)
        self.built = True

    def call(self) -> None:
        """Do nothing: a model puts its inputs in the place of this layer."""

    @property
    def batch_shape(self) -> tuple[int | None, ...]:
        """The whole shape, that of the batch first."""
        return self._batch_shape

    @property
    def dtype(self) -> str:
        """Name of the input's dtype."""
        return self._input_dtype

    @property
    def sparse(self) -> bool:
        """False: inputs are dense."""
        return False

    @property
    def ragged(self) -> bool:
        """False: inputs are dense."""
        return False

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return {
            "batch_shape": self.batch_shape,
            "dtype": self.dtype,
            "sparse": False,
            "ragged": False,
            "name": self.name,
            "optional": self.optional,
        }


def _of_tensor(tensor: Any) -> tuple[Any, str]:
    if not isinstance(tensor, KerasTensor):
        raise ValueError(
            "Argument `input_tensor` must be a KerasTensor. Received invalid type: "
            f"input_tensor={tensor} (of type {type(tensor)})"
        )
    return tensor.shape, tensor.dtype


def _whole_shape(shape: Any, batch_size: int | None, batch_shape: Any) -> Any:
    """The shape with that of the batch first, from either way to say it."""
    if batch_shape is None:
        if shape is None:
            raise ValueError("You must pass a `shape` argument.")
        return (batch_size, *standardize_shape(shape))
    if shape is not None:
        raise ValueError("You cannot pass both `shape` and `batch_shape` at the same time.")
    if batch_size is not None:
        raise ValueError("You cannot pass both `batch_size` and `batch_shape` at the same time.")
    return batch_shape


def Input(  # noqa: N802 - Keras's name
    shape: Any = None,
    batch_size: int | None = None,
    dtype: Any = None,
    sparse: bool | None = None,
    ragged: bool | None = None,
    batch_shape: Any = None,
    name: str | None = None,
    tensor: KerasTensor | None = None,
    optional: bool = False,
) -> KerasTensor:
    """A KerasTensor for an input of a functional model; see `InputLayer`.

    Example:
        >>> inputs = tf.keras.Input([4])
        >>> outputs = tf.keras.layers.Dense(1)(inputs)
        >>> tf.keras.Model(inputs, outputs).output_shape
        (None, 1)
    """
    layer = InputLayer(
        shape=shape,
        batch_size=batch_size,
        dtype=dtype,
        sparse=sparse,
        ragged=ragged,
        batch_shape=batch_shape,
        name=name,
        input_tensor=tensor,
        optional=optional,
    )
    return layer._inbound_nodes[0].outputs[0]
