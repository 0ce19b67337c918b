"""`FeatureSpace`: the columns of a table as numbers that a model takes."""

from typing import Any

from tfjs.data.dataset import Dataset
from tfjs.keras import layers
from tfjs.keras.engine.layer import Layer
from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object
from tfjs.keras.utils.feature_kinds import Cross, Feature, Kinds, TFDConcat
from tfjs.ops._arguments import as_tensor
from tfjs.ops.shaping import expand_dims, reshape, squeeze
from tfjs.ragged_tensor import RaggedTensor
from tfjs.sparse_tensor import SparseTensor
from tfjs.tensor import Tensor


class FeatureSpace(Kinds, Layer):  # type: ignore[misc]
    """Encode the columns of a table.

    Args:
        features: Name of each column -> its kind: a name, as `"string_categorical"`, or what a
            method of this class by that name gives, as
            `FeatureSpace.string_categorical(max_tokens=10)`.
        output_mode: `"concat"` for one row of numbers, `"dict"` for each column by its name.
        crosses: Columns whose values count together: tuples of names, or
            `FeatureSpace.cross(names, crossing_dim=32)`.
        crossing_dim: Bins of crosses that are given as tuples.
        hashing_dim: Bins of `"string_hashed"` and `"integer_hashed"`.
        num_discretization_bins: Bins of `"float_discretized"`.
        name: Made if None.

    `adapt` it to a table first, then call it on a dict of columns, put it into `Dataset.map`, or
    build a model with `get_inputs` and `get_encoded_features`.

    Raises:
        ValueError: No features, an unknown kind or mode, or a cross of a column that is not there.
    """

    def __init__(
        self,
        features: dict[str, Any],
        output_mode: str = "concat",
        crosses: Any = None,
        crossing_dim: int = 32,
        hashing_dim: int = 32,
        num_discretization_bins: int = 32,
        name: str | None = None,
    ) -> None:
        super().__init__(name=name)
        if not features:
            raise ValueError("The `features` argument cannot be None or empty.")
        if output_mode not in ("dict", "concat"):
            raise ValueError(
                "Invalid value for argument `output_mode`. Expected one of ('dict', 'concat'). "
                f"Received: output_mode={output_mode}"
            )
        self.crossing_dim = crossing_dim
        self.hashing_dim = hashing_dim
        self.num_discretization_bins = num_discretization_bins
        self.features = {key: self._standardized(key, value) for key, value in features.items()}
        self.crosses = [self._crossed(cross) for cross in crosses or ()]
        self.crosses_by_name = {cross.name: cross for cross in self.crosses}
        self.output_mode = output_mode
        self.inputs = {
            key: layers.Input((1,), dtype=value.dtype, name=key)
            for key, value in self.features.items()
        }
        self.preprocessors = {key: value.preprocessor for key, value in self.features.items()}
        self.crossers = {
            cross.name: layers.HashedCrossing(cross.crossing_dim, name=cross.name)
            for cross in self.crosses
        }
        self.one_hot_encoders: dict[str, Any] = {}
        self.encoded_features: Any = None
        self.concat: Any = None
        self._is_adapted = False

    def _standardized(self, name: str, feature: Any) -> Feature:
        if isinstance(feature, Feature):
            return feature
        if isinstance(feature, dict):
            return deserialize_keras_object(feature)  # type: ignore[no-any-return]
        sizes = {
            "float_discretized": {"num_bins": self.num_discretization_bins},
            "integer_hashed": {"num_bins": self.hashing_dim},
            "string_hashed": {"num_bins": self.hashing_dim},
        }
        names = ("float", "float_normalized", "float_rescaled", *sizes)
        if feature not in (*names, "integer_categorical", "string_categorical"):
            raise ValueError(f"Invalid feature type: {feature}")
        return getattr(Kinds, feature)(name=name, **sizes.get(feature, {}))  # type: ignore[no-any-return]

    def _crossed(self, cross: Any) -> Cross:
        if isinstance(cross, dict):
            cross = deserialize_keras_object(cross)
        if isinstance(cross, Cross):
            return cross
        if not self.crossing_dim:
            raise ValueError(
                "When specifying `crosses`, the argument `crossing_dim` (dimensionality of the "
                "crossing space) should be specified as well."
            )
        if any(key not in self.features for key in cross):
            raise ValueError(
                "All features referenced in the `crosses` argument should be present in the "
                f"`features` dict. Received unknown features: {cross}"
            )
        return Cross(cross, self.crossing_dim)

    def _adaptable(self) -> list[str]:
        """Columns whose layers learn from data, and have not been told."""
        found = []
        for name, layer in self.preprocessors.items():
            told = getattr(layer, "input_mean", None) is not None or (
                isinstance(layer, layers.TextVectorization)
                and layer._lookup_layer.input_vocabulary is not None
            )
            if hasattr(layer, "adapt") and not told:
                found.append(name)
        return found

    def adapt(self, dataset: Any) -> None:
        """Let the layers of the columns learn from a table.

        Args:
            dataset: A `tf.data.Dataset` of dicts, or a dict of columns.

        Raises:
            ValueError: Something else.
        """
        if isinstance(dataset, dict):
            dataset = Dataset.from_tensor_slices(dataset)
        if not isinstance(dataset, Dataset):
            raise ValueError(
                "`adapt()` can only be called on a tf.data.Dataset or a dict of arrays/lists. "
                f"Received instead: {dataset} (of type {type(dataset)})"
            )
        for name in self._adaptable():
            column = dataset.map(lambda row, name=name: row[name])
            rank = len(next(iter(column)).shape)
            if rank == 0:
                column = column.batch(32)
            if rank in (0, 1):
                column = column.map(lambda x: expand_dims(x, -1))
            self.preprocessors[name].adapt(column)
        self._is_adapted = True
        self.get_encoded_features()
        self.built = True

    def get_inputs(self) -> dict[str, Any]:
        """Inputs of a functional model, by column."""
        self.get_encoded_features()
        return self.inputs

    def get_encoded_features(self) -> Any:
        """What a functional model makes of these inputs.

        Raises:
            ValueError: `adapt` is missing.
        """
        if not self._is_adapted and self._adaptable():
            raise ValueError(
                "You need to call `.adapt(dataset)` on the FeatureSpace before you can start "
                "using it."
            )
        self._is_adapted = True
        if self.encoded_features is None:
            self.encoded_features = self._encoded(self.inputs)
        return self.encoded_features

    def _encoded(self, columns: dict[str, Any]) -> Any:
        found = {name: self.preprocessors[name](column) for name, column in columns.items()}
        crossed = {
            cross.name: self.crossers[cross.name]([found[name] for name in cross.feature_names])
            for cross in self.crosses
        }
        parts: list[Any] = [(name, found[name], self.features[name]) for name in sorted(found)]
        parts += [(name, crossed[name], self.crosses_by_name[name]) for name in sorted(crossed)]
        ready = {name: self._one_hot(name, value, spec) for name, value, spec in parts}
        if self.output_mode == "dict":
            return ready
        for name, value in ready.items():
            kind = _dtype_of(value)
            if kind.startswith("int") or kind == "string":
                raise ValueError(
                    f"Cannot concatenate features because feature '{name}' has not been encoded "
                    f"(it has dtype {kind}). Consider using `output_mode='dict'`."
                )
        if self.concat is None:
            self.concat = TFDConcat(axis=-1)
        return self.concat(list(ready.values()))

    def _one_hot(self, name: str, value: Any, spec: Any) -> Any:
        if spec.output_mode != "one_hot":
            return value
        if name not in self.one_hot_encoders:
            kind = _dtype_of(value)
            if not kind.startswith("int"):
                raise ValueError(
                    f"Feature '{name}' has `output_mode='one_hot'`. Thus its preprocessor should "
                    f"return an integer dtype. Instead it returns a {kind} dtype."
                )
            layer = self.preprocessors.get(name) or self.crossers.get(name)
            self.one_hot_encoders[name] = layers.CategoryEncoding(
                num_tokens=_cardinality(name, layer), output_mode="multi_hot"
            )
        return self.one_hot_encoders[name](value)

    def __call__(self, data: Any) -> Any:
        """Encode a dict of columns, of a batch or of one example.

        Raises:
            ValueError: No dict, or `adapt` is missing.
        """
        self.get_encoded_features()
        if not isinstance(data, dict):
            raise ValueError(
                f"A FeatureSpace can only be called with a dict. Received: data={data} (of type "
                f"{type(data)}"
            )
        given = {name: _tensor(value) for name, value in data.items()}
        single = any(len(x.shape) == 0 for x in given.values())
        columns = {name: _column(x) for name, x in given.items()}
        found = self._encoded(columns)
        if not single:
            return found
        if self.output_mode == "concat":
            return squeeze(found, [0])
        return {name: squeeze(x, [0]) if len(x.shape) == 2 else x for name, x in found.items()}

    def get_config(self) -> dict[str, Any]:
        """All arguments."""
        return {
            "features": serialize_keras_object(dict(self.features)),
            "output_mode": self.output_mode,
            "crosses": serialize_keras_object(list(self.crosses)),
            "crossing_dim": self.crossing_dim,
            "hashing_dim": self.hashing_dim,
            "num_discretization_bins": self.num_discretization_bins,
        }

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> "FeatureSpace":
        """A space like the one that gave this config."""
        return cls(**config)

    def get_build_config(self) -> dict[str, Any]:
        """What the layers of the columns were built for."""
        return {name: layer.get_build_config() for name, layer in self.preprocessors.items()}

    def build_from_config(self, config: dict[str, Any]) -> None:
        """Build the layers of the columns."""
        for name, shape in config.items():
            if not self.preprocessors[name].built:
                self.preprocessors[name].build_from_config(shape)
        self._is_adapted = True

    def save(self, filepath: Any) -> None:
        """Write a `.keras` file, which `tf.keras.models.load_model` reads."""
        from tfjs.keras.saving.api import save_model

        save_model(self, filepath)

    def save_own_variables(self, store: dict[str, Any]) -> None:
        """Nothing: the layers of the columns have it all."""

    def load_own_variables(self, store: dict[str, Any]) -> None:
        """Nothing."""


def _cardinality(name: str, layer: Any) -> int:
    if isinstance(layer, layers.IntegerLookup | layers.StringLookup):
        return layer.vocabulary_size()
    if isinstance(layer, layers.CategoryEncoding):
        return layer.num_tokens
    binned = (layers.Discretization, layers.HashedCrossing, layers.Hashing)
    if isinstance(layer, binned) and layer.num_bins is not None:
        return layer.num_bins
    raise ValueError(
        f"Feature '{name}' has `output_mode='one_hot'`. However it isn't a standard feature and "
        "the dimensionality of its output space is not known, thus it cannot be one-hot encoded. "
        "Try using `output_mode='int'`."
    )


def _dtype_of(value: Any) -> str:
    return str(getattr(value.dtype, "name", value.dtype))


def _tensor(value: Any) -> Any:
    return value if isinstance(value, Tensor | RaggedTensor | SparseTensor) else as_tensor(value)


def _column(x: Any) -> Any:
    """At least a batch of rows."""
    rank = len(x.shape)
    return reshape(x, (1, 1)) if rank == 0 else expand_dims(x, -1) if rank == 1 else x
