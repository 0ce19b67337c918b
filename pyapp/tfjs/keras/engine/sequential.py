"""`tf.keras.Sequential`: layers one after the other."""

import inspect
from typing import Any

from tfjs.keras._names import auto_name
from tfjs.keras.engine.context import state
from tfjs.keras.engine.functional import Functional
from tfjs.keras.engine.input_layer import InputLayer
from tfjs.keras.engine.keras_tensor import KerasTensor, standardize_shape
from tfjs.keras.engine.layer import Layer
from tfjs.keras.engine.masks import masks_of
from tfjs.keras.engine.model import Model, positional_parameters


class Sequential(Model):
    """A model of layers, each of which gets what the one before returns.

    Args:
        layers: Layers, or a KerasTensor of `Input` as the first one.
        trainable: Whether training changes the weights.
        name: Made if None.

    Without an input the model is built when it is called first, or by `build`.

    Example:
        >>> model = tf.keras.Sequential([tf.keras.Input([4]), tf.keras.layers.Dense(1)])
        >>> model.output_shape
        (None, 1)
    """

    _functional: Functional | None = None

    def __init__(self, layers: Any = None, trainable: bool = True, name: str | None = None) -> None:
        super().__init__(trainable=trainable, name=name)
        if layers:
            for layer in layers:
                self.add(layer, rebuild=False)
            self._rebuild()

    def add(self, layer: Any, rebuild: bool = True) -> None:
        """Add a layer behind the last one.

        Raises:
            ValueError: No layer, a second one of its name, or a second input.
        """
        shape = getattr(layer, "_input_shape_arg", None)
        if not self._layers and shape is not None:
            self.add(InputLayer(shape=shape), rebuild=False)
        if isinstance(layer, KerasTensor) and hasattr(layer, "_keras_history"):
            origin = layer._keras_history.operation
            layer = origin if isinstance(origin, InputLayer) else layer
        if not isinstance(layer, Layer):
            raise ValueError(
                "Only instances of `keras.Layer` can be added to a Sequential model. Received: "
                f"{layer} (of type {type(layer)})"
            )
        if any(own.name == layer.name and own is not layer for own in self._layers):
            raise ValueError(
                "All layers added to a Sequential model should have unique names. Name "
                f"'{layer.name}' is already the name of a layer in this model. Update the `name` "
                "argument to pass a unique name."
            )
        if isinstance(layer, InputLayer) and self._has_input():
            raise ValueError(
                f"Sequential model '{self.name}' has already been configured to use input shape "
                f"{self._layers[0].batch_shape}. You cannot add a different Input layer to it."
            )
        self._layers.append(layer)
        self._forget_graph()
        if rebuild:
            self._rebuild()

    def pop(self, rebuild: bool = True) -> Layer:
        """Take the last layer away, and return it."""
        layer: Layer = self._layers.pop()
        self._forget_graph()
        if rebuild:
            self._rebuild()
        return layer

    def _has_input(self) -> bool:
        return bool(self._layers) and isinstance(self._layers[0], InputLayer)

    def _forget_graph(self) -> None:
        object.__setattr__(self, "built", False)
        object.__setattr__(self, "_functional", None)

    def _rebuild(self) -> None:
        self._forget_graph()
        if len(self._layers) < 2:
            return
        if self._has_input():
            self.build(self._layers[0].batch_shape)
        elif hasattr(self._layers[0], "input_shape"):
            self.build(self._layers[0].input_shape)

    def _lock_state(self) -> None:
        """Leave the model open: layers may be added at any time."""

    def _obj_type(self) -> str:
        return "Sequential"

    def build(self, input_shape: Any = None) -> None:
        """Make the weights, for inputs of a shape with None for the batch.

        Raises:
            ValueError: The model has no layers, or an input of another shape.
        """
        try:
            shape = standardize_shape(input_shape)
        except (ValueError, TypeError):
            return  # several inputs: the layers are called one after the other
        if not self._layers:
            raise ValueError(
                f"Sequential model {self.name} cannot be built because it has no layers. Call "
                "`model.add(layer)`."
            )
        if not self._has_input():
            dtype = self._layers[0].compute_dtype
            self._layers.insert(0, InputLayer(batch_shape=shape, dtype=dtype))
        elif self._layers[0].batch_shape != shape:
            raise ValueError(
                f"Sequential model '{self.name}' has already been configured to use input shape "
                f"{self._layers[0].batch_shape}. You cannot build it with input_shape {shape}"
            )
        inputs = x = self._layers[0]._inbound_nodes[0].outputs[0]
        for layer in self._layers[1:]:
            try:
                x = layer(x)
            except NotImplementedError:
                return
            except TypeError:
                _check_parameters(layer)
                raise
        auto_name("Functional")  # Keras counts this one, so others have the numbers of Keras
        object.__setattr__(self, "_functional", Functional(inputs, x, name=self.name))
        object.__setattr__(self, "_seen_shape", None)

    def call(self, inputs: Any, training: bool | None = None, mask: Any = None) -> Any:
        """The outputs for some inputs; use the model itself as a function instead."""
        if self._functional is not None:
            return self._functional.call(inputs, training=training, mask=mask)
        outer, state.training = state.training, training
        try:
            for layer in self.layers:
                with_mask = layer._call_signature.has_mask and mask is not None
                inputs = layer(inputs, mask=mask) if with_mask else layer(inputs)
                mask = masks_of(inputs)
        finally:
            state.training = outer
        return inputs

    def _assert_input_compatibility(self, inputs: Any) -> None:
        if self._functional is not None and self._input_spec is None:
            self._functional._assert_input_compatibility(inputs)
        else:
            super()._assert_input_compatibility(inputs)

    @property
    def layers(self) -> list[Layer]:
        """The layers that were added, without the input."""
        return self._layers[1:] if self._has_input() else self._layers[:]

    @layers.setter
    def layers(self, _: Any) -> None:
        raise AttributeError(
            "`Sequential.layers` attribute is reserved and should not be used. Use `add()` and "
            "`pop()` to change the layers in this model."
        )

    def compute_output_spec(self, inputs: Any, training: Any = None, mask: Any = None) -> Any:
        """KerasTensors for the outputs."""
        if self._functional is not None:
            return self._functional.compute_output_spec(inputs)
        for layer in self.layers:
            inputs = layer.compute_output_spec(inputs)
        return inputs

    def compute_output_shape(self, input_shape: Any) -> Any:
        """Shapes of the outputs."""
        if self._functional is not None:
            return self._functional.compute_output_shape(input_shape)
        for layer in self.layers:
            input_shape = layer.compute_output_shape(input_shape)
        return input_shape

    def _graph_of(self, what: str) -> Functional:
        if self._functional is None:
            raise AttributeError(f"Sequential model '{self.name}' has no defined {what} yet.")
        return self._functional

    @property
    def input_shape(self) -> Any:
        """Shape of the input."""
        return self._graph_of("input shape").input_shape

    @property
    def output_shape(self) -> Any:
        """Shape of the output."""
        return self._graph_of("output shape").output_shape

    @property
    def inputs(self) -> list[KerasTensor]:
        """The KerasTensor where the model begins, in a list."""
        return self._graph_of("inputs").inputs

    @property
    def outputs(self) -> list[KerasTensor]:
        """The KerasTensor where the model ends, in a list."""
        return self._graph_of("outputs").outputs

    @property
    def input(self) -> Any:
        """The KerasTensor where the model begins."""
        return self._graph_of("input").input

    @property
    def output(self) -> Any:
        """The KerasTensor where the model ends."""
        return self._graph_of("output").output

    @property
    def input_dtype(self) -> str:
        """Name of the dtype that inputs are cast to."""
        return self._layers[0].dtype if self._has_input() else super().input_dtype

    def get_config(self) -> dict[str, Any]:
        """The layers, and the shape that the model was built for."""
        from tfjs.keras.saving.serialization import serialize_keras_object

        config = super().get_config()
        config["name"] = self.name
        config["layers"] = [serialize_keras_object(layer) for layer in self._layers]
        if self._functional is not None:
            config["build_input_shape"] = self._layers[0].batch_shape
        return config

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> Any:
        """A model like the one that gave this config.

        Raises:
            ValueError: No config of a Sequential model.
        """
        from tfjs.keras.saving.serialization import deserialize_keras_object

        if "name" not in config or "layers" not in config:
            raise ValueError(
                "A Sequential model configuration must be a dictionary containing the 'name' and "
                f"'layers' keys. Received: config={config}"
            )
        model = cls(name=config["name"])
        for layer in config["layers"]:
            model.add(deserialize_keras_object(layer, custom_objects), rebuild=False)
        if model._layers:
            model._rebuild()
        shape = config.get("build_input_shape")
        if model._functional is None and isinstance(shape, list | tuple) and shape:
            model.build(tuple(shape))
        return model


def _check_parameters(layer: Layer) -> None:
    """Say why a layer does not fit into a sequence, if its `call` is the reason.

    Raises:
        ValueError: `call` does not take exactly one input.
    """
    parameters = positional_parameters(layer.call)
    required = [p for p in parameters if p.default is inspect.Parameter.empty]
    if not parameters:
        raise ValueError(
            "Layers added to a Sequential model should have a single positional argument, the "
            f"input tensor. Layer {type(layer).__name__} has no positional arguments."
        )
    if len(required) > 1:
        raise ValueError(
            "Layers added to a Sequential model can only have a single required positional "
            f"argument, the input tensor. Layer {type(layer).__name__} has multiple required "
            f"positional arguments: {required}"
        )
