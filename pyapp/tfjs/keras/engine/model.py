"""`tf.keras.Model`: a layer that can be trained, saved and shown."""

import inspect
import json
import warnings
from typing import Any

from tfjs.keras.engine.context import state
from tfjs.keras.engine.functional_config import functional_from_config
from tfjs.keras.engine.inference import run_on_zeros
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.layer import Layer
from tfjs.keras.engine.operation import default, is_default
from tfjs.keras.engine.shapes import as_tuples, is_shape, map_shapes
from tfjs.keras.training.trainer import Trainer

_FUNCTIONAL = ("name", "layers", "input_layers", "output_layers")


class Model(Trainer, Layer):  # type: ignore[misc]
    """A model: a graph of layers, or a class of one's own with a `call`.

    `Model(inputs, outputs)` makes a functional model out of KerasTensors. A subclass makes its
    layers in `__init__` and calls them in `call(self, inputs, training=None)`.

    Example:
        >>> class Net(tf.keras.Model):
        ...     def __init__(self):
        ...         super().__init__()
        ...         self.hidden = tf.keras.layers.Dense(8, activation="relu")
        ...         self.head = tf.keras.layers.Dense(1)
        ...     def call(self, inputs):
        ...         return self.head(self.hidden(inputs))
        >>> Net()(tf.ones([2, 4])).shape
        TensorShape([2, 1])
    """

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        """A functional model if KerasTensors are given."""
        if cls is Model and _is_functional(args, kwargs):
            from tfjs.keras.engine.functional import Functional

            return Functional.__new__(Functional, *args, **kwargs)
        return super().__new__(cls, *args, **kwargs)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        Trainer.__init__(self)
        if _is_functional(args, kwargs):
            from tfjs.keras.engine.functional import Functional

            _inject(type(self), Functional)
            Functional.__init__(self, *args, **kwargs)  # type: ignore[arg-type]
        else:
            Layer.__init__(self, *args, **kwargs)

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """Compute; a subclass defines it."""
        raise NotImplementedError(
            f"Model {type(self).__name__} does not have a `call()` method implemented."
        )

    def export(self, filepath: Any, format: str = "tf_saved_model", **kwargs: Any) -> None:
        """Say what to do instead: the formats of Keras's `export` need TensorFlow itself.

        Raises:
            NotImplementedError: Always.
        """
        raise NotImplementedError(
            f"export: {format!r} can be written by TensorFlow only, not in a browser. Use "
            '`model.save("folder/model.json")` for TensorFlow.js, or `model.save("name.keras")`; '
            "Keras elsewhere opens that and exports it. "
            f"Received: filepath={filepath!r}"
        )

    def quantize(self, mode: Any = None, config: Any = None, **kwargs: Any) -> None:
        """Say why not: every dtype computes in float32 here.

        Raises:
            NotImplementedError: Always.
        """
        raise NotImplementedError(
            "quantize: every dtype computes in float32 here, so a model of integers would be no "
            "faster. Train and save it here, and quantize it with Keras elsewhere; "
            f"`tf.keras.quantizers` has the functions alone. Received: mode={mode!r}"
        )

    @default
    def build(self, input_shape: Any) -> None:
        """Make the weights, by calling the model on zeros unless a subclass defines how.

        Args:
            input_shape: Shape of the inputs, with None for the batch; or several, nested alike.

        Differs from Keras, where a model without a `build` of its own stays without weights.
        """
        if not state.depth and input_shape is not None and is_default(type(self).build):
            self._build_by_run({"inputs_shape": input_shape})
        super().build(input_shape)

    @property
    def layers(self) -> list[Layer]:
        """The layers that the model owns."""
        return self._flatten_layers(include_self=False, recursive=False)

    @layers.setter
    def layers(self, _: Any) -> None:
        raise AttributeError(
            "`Model.layers` attribute is reserved and should not be used. Please use another name."
        )

    def get_layer(self, name: str | None = None, index: int | None = None) -> Layer:
        """A layer by its name or its place in `layers`.

        Raises:
            ValueError: Neither or both are given, or there is no such layer.
        """
        layers = self.layers
        if index is not None and name is not None:
            raise ValueError(
                f"Provide only a layer name or a layer index. Received: index={index}, name={name}."
            )
        if index is not None:
            if len(layers) <= index:
                raise ValueError(
                    f"Was asked to retrieve layer at index {index} but model only has "
                    f"{len(layers)} layers."
                )
            return layers[index]
        if name is None:
            raise ValueError("Provide either a layer name or layer index at `get_layer`.")
        for layer in layers:
            if layer.name == name:
                return layer
        raise ValueError(
            f"No such layer: {name}. Existing layers are: {[layer.name for layer in layers]}."
        )

    def summary(
        self,
        line_length: int | None = None,
        positions: Any = None,
        print_fn: Any = None,
        expand_nested: bool = False,
        show_trainable: bool = False,
        layer_range: Any = None,
    ) -> None:
        """Print the layers as a table.

        Args:
            line_length: Width of the table in characters.
            positions: Where columns end, as shares of the width.
            print_fn: Called with the text; `print` if None.
            expand_nested: Whether the layers of models inside are listed too.
            show_trainable: Whether a column says which layers are trained.
            layer_range: Names, or patterns, of the first and the last layer.
        """
        from tfjs.keras.engine.summary import Summary

        table = Summary(self, expand_nested=expand_nested, layer_range=layer_range)
        text = table.text(line_length, positions, show_trainable=show_trainable)
        (print_fn or print)(text)

    def _repr_html_(self) -> str:
        from tfjs.keras.engine.summary import Summary

        return Summary(self).html()

    def build_from_config(self, config: dict[str, Any]) -> None:
        """Make the weights, as they were for the model that gave this config."""
        if not config:
            return
        done = False
        shapes = config.get("shapes_dict")
        try:
            if shapes is None:
                shapes = {"inputs_shape": config["input_shape"]}
                if not is_default(type(self).build):
                    self.build(as_tuples(config["input_shape"]))
                    done = True
            elif not is_default(type(self).build):
                self.build(**{name: as_tuples(shape) for name, shape in shapes.items()})
                done = True
            if not done:
                self._build_by_run(shapes)
                done = True
        except Exception as error:
            warnings.warn(
                f"Model '{self.name}' had a build config, but the model cannot be built "
                "automatically in `build_from_config(config)`. You should implement `def "
                "build_from_config(self, config)`, and you might also want to implement the "
                "method  that generates the config at saving time, `def get_build_config(self)`. "
                "The method `build_from_config()` is meant to create the state of the model (i.e. "
                f"its variables) upon deserialization. The reason: {error}",
                stacklevel=2,
            )
        object.__setattr__(self, "_build_shapes", config.get("shapes_dict") or dict(config))

    def _build_by_run(self, shapes: dict[str, Any]) -> None:
        """Make the weights by calling the model on zeros of some shapes."""
        tensors = {
            name.removesuffix("_shape"): _placeholders(shape) for name, shape in shapes.items()
        }
        if len(tensors) == 1:
            run_on_zeros(self, tuple(tensors.values()), {})
        else:
            run_on_zeros(self, (), tensors)

    def save(
        self, filepath: Any, overwrite: bool = True, zipped: bool | None = None, **kwargs: Any
    ) -> None:
        """Write the model to a place; `tf.keras.saving.save_model` says which there are."""
        from tfjs.keras.saving.api import save_model

        save_model(self, filepath, overwrite=overwrite, zipped=zipped, **kwargs)

    def save_weights(
        self, filepath: Any, overwrite: bool = True, max_shard_size: Any = None
    ) -> None:
        """Write the weights, and the optimizer's state, into a `.weights.h5` file."""
        from tfjs.keras.saving.weights import save_weights

        save_weights(self, filepath, overwrite=overwrite, max_shard_size=max_shard_size)

    def load_weights(self, filepath: Any, skip_mismatch: bool = False, **kwargs: Any) -> None:
        """Take the weights of a file; `tf.keras.saving.load_weights` says which files."""
        from tfjs.keras.saving.weights import load_weights

        load_weights(self, filepath, skip_mismatch=skip_mismatch, **kwargs)

    def to_json(self, **kwargs: Any) -> str:
        """The architecture as JSON; `tf.keras.models.model_from_json` reads it.

        Args:
            **kwargs: For `json.dumps`.
        """
        from tfjs.keras.saving.serialization import serialize_keras_object

        return json.dumps(serialize_keras_object(self), **kwargs)

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> Any:
        """A model like the one that gave this config.

        Raises:
            TypeError: The config does not fit the class.
        """
        from tfjs.keras.engine.functional import Functional
        from tfjs.keras.engine.functional_config import is_functional_like

        if all(key in config for key in _FUNCTIONAL) and (
            cls in (Functional, Model) or is_functional_like(cls)
        ):
            return functional_from_config(cls, config, custom_objects)
        try:
            return cls(**config)
        except TypeError as error:
            raise TypeError(
                "Unable to revive model from config. When overriding the `get_config()` method, "
                "make sure that the returned config contains all items used as arguments in the  "
                f"constructor to {cls}, which is the default behavior. You can override this "
                "default behavior by defining a `from_config(cls, config)` class method to "
                f"specify how to create an instance of {cls.__name__} from its config.\n\n"
                f"Received config={config}\n\nError encountered during deserialization: {error}"
            ) from error

    def _obj_type(self) -> str:
        return "Model"


def model_from_json(json_string: str, custom_objects: Any = None) -> Any:
    """A model, with fresh weights, from what `to_json` gave."""
    from tfjs.keras.saving.serialization import deserialize_keras_object

    return deserialize_keras_object(json.loads(json_string), custom_objects=custom_objects)


def _is_functional(args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
    return (
        len(args) == 2
        or (len(args) == 1 and "outputs" in kwargs)
        or ("inputs" in kwargs and "outputs" in kwargs)
    )


def _inject(kind: type, functional: type) -> None:
    """Let a subclass of `Model` that is made of KerasTensors be a functional model."""
    if kind in (Model, functional, object) or issubclass(kind, functional):
        return
    bases = []
    for base in kind.__bases__:
        if base is not Model:
            _inject(base, functional)
        bases.append(functional if base is Model else base)
    kind.__bases__ = tuple(bases)


def _placeholders(shape: Any) -> Any:
    if is_shape(shape):
        return KerasTensor(shape)
    return map_shapes(_placeholders, shape)


def positional_parameters(function: Any) -> list[inspect.Parameter]:
    """The parameters that can be passed by position."""
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return [p for p in inspect.signature(function).parameters.values() if p.kind in kinds]
