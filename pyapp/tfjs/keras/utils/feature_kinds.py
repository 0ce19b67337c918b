"""What a column of a table is, and how it becomes numbers: the parts of a `FeatureSpace`."""

from typing import Any

from tfjs.keras import layers
from tfjs.keras._names import auto_name
from tfjs.keras.layers.preprocessing._adapting import DataLayer
from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object
from tfjs.ops.joining import concat


class _Configured:
    """Something that a config makes again."""

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Any:
        """One like that which gave this config."""
        return cls(**config)


class Cross(_Configured):
    """Columns whose values count together.

    Args:
        feature_names: Which columns.
        crossing_dim: How many bins.
        output_mode: `"one_hot"` or `"int"`.

    Raises:
        ValueError: Another mode.
    """

    def __init__(self, feature_names: Any, crossing_dim: int, output_mode: str = "one_hot") -> None:
        _check_mode(output_mode, "int", "one_hot")
        self.feature_names = tuple(feature_names)
        self.crossing_dim = crossing_dim
        self.output_mode = output_mode

    @property
    def name(self) -> str:
        """The names of the columns together."""
        return "_X_".join(self.feature_names)

    def get_config(self) -> dict[str, Any]:
        """All arguments."""
        return {
            "feature_names": self.feature_names,
            "crossing_dim": self.crossing_dim,
            "output_mode": self.output_mode,
        }


class Feature(_Configured):
    """A column.

    Args:
        dtype: Of its values.
        preprocessor: The layer that encodes them, or its config.
        output_mode: `"one_hot"`, `"int"` or `"float"`.

    Raises:
        ValueError: Another mode.
    """

    def __init__(self, dtype: str, preprocessor: Any, output_mode: str) -> None:
        _check_mode(output_mode, "int", "one_hot", "float")
        self.dtype = dtype
        if isinstance(preprocessor, dict):
            preprocessor = deserialize_keras_object(preprocessor)
        self.preprocessor = preprocessor
        self.output_mode = output_mode

    def get_config(self) -> dict[str, Any]:
        """All arguments."""
        return {
            "dtype": self.dtype,
            "preprocessor": serialize_keras_object(self.preprocessor),
            "output_mode": self.output_mode,
        }


class TFDIdentity(DataLayer):
    """Values as they are."""

    def call(self, x: Any) -> Any:
        """Nothing happens to `x`."""
        return x


class TFDConcat(DataLayer):
    """Columns side by side.

    Args:
        axis: Along which.
    """

    def __init__(self, axis: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.axis = axis

    def call(self, xs: Any) -> Any:
        """Put them together."""
        return concat(xs, self.axis)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The sizes along the axis add up."""
        shape = list(input_shape[0])
        sizes = [each[self.axis] for each in input_shape]
        shape[self.axis] = None if None in sizes else sum(sizes)
        return tuple(shape)


class Kinds:
    """The kinds of columns that `FeatureSpace` knows by name."""

    @classmethod
    def cross(cls, feature_names: Any, crossing_dim: int, output_mode: str = "one_hot") -> Cross:
        """Columns whose values count together."""
        return Cross(feature_names, crossing_dim, output_mode)

    @classmethod
    def feature(cls, dtype: str, preprocessor: Any, output_mode: str) -> Feature:
        """A column with a layer of one's own."""
        return Feature(dtype, preprocessor, output_mode)

    @classmethod
    def float(cls, name: str | None = None) -> Feature:
        """Numbers as they are."""
        return Feature("float32", TFDIdentity(dtype="float32", name=_named(name, "float")), "float")

    @classmethod
    def float_rescaled(
        cls, scale: Any = 1.0, offset: Any = 0.0, name: str | None = None
    ) -> Feature:
        """Numbers times `scale` plus `offset`."""
        own = _named(name, "float_rescaled")
        return Feature("float32", layers.Rescaling(scale, offset, name=own), "float")

    @classmethod
    def float_normalized(cls, name: str | None = None) -> Feature:
        """Numbers brought to mean 0 and variance 1."""
        own = _named(name, "float_normalized")
        return Feature("float32", layers.Normalization(axis=-1, name=own), "float")

    @classmethod
    def float_discretized(
        cls,
        num_bins: int,
        bin_boundaries: Any = None,
        output_mode: str = "one_hot",
        name: str | None = None,
    ) -> Feature:
        """Numbers sorted into bins."""
        own = _named(name, "float_discretized")
        made = layers.Discretization(num_bins=num_bins, bin_boundaries=bin_boundaries, name=own)
        return Feature("float32", made, output_mode)

    @classmethod
    def integer_categorical(
        cls,
        max_tokens: int | None = None,
        num_oov_indices: int = 1,
        output_mode: str = "one_hot",
        name: str | None = None,
    ) -> Feature:
        """Whole numbers that stand for categories."""
        own = _named(name, "integer_categorical")
        made = layers.IntegerLookup(
            name=own, max_tokens=max_tokens, num_oov_indices=num_oov_indices
        )
        return Feature("int32", made, output_mode)

    @classmethod
    def string_categorical(
        cls,
        max_tokens: int | None = None,
        num_oov_indices: int = 1,
        output_mode: str = "one_hot",
        name: str | None = None,
    ) -> Feature:
        """Names of categories."""
        own = _named(name, "string_categorical")
        made = layers.StringLookup(name=own, max_tokens=max_tokens, num_oov_indices=num_oov_indices)
        return Feature("string", made, output_mode)

    @classmethod
    def string_hashed(
        cls, num_bins: int, output_mode: str = "one_hot", name: str | None = None
    ) -> Feature:
        """Names sorted into bins by their hash."""
        own = _named(name, "string_hashed")
        return Feature("string", layers.Hashing(name=own, num_bins=num_bins), output_mode)

    @classmethod
    def integer_hashed(
        cls, num_bins: int, output_mode: str = "one_hot", name: str | None = None
    ) -> Feature:
        """Whole numbers sorted into bins by their hash."""
        own = _named(name, "integer_hashed")
        return Feature("int32", layers.Hashing(name=own, num_bins=num_bins), output_mode)


def _named(name: str | None, kind: str) -> str:
    return f"{name or auto_name(kind)}_preprocessor"


def _check_mode(mode: str, *known: str) -> None:
    if mode not in known:
        raise ValueError(
            "Invalid value for argument `output_mode`. Expected one of "
            f"{known}. Received: output_mode={mode}"
        )
