"""Functional models: a graph of calls from inputs to outputs, run as a whole."""

import warnings
from typing import Any

from tfjs import nest
from tfjs.keras.engine.context import state
from tfjs.keras.engine.fitting import cut, fitting
from tfjs.keras.engine.functional_config import functional_config, is_functional_like
from tfjs.keras.engine.graph import Graph
from tfjs.keras.engine.input_layer import InputLayer
from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.layer import Layer
from tfjs.keras.engine.masks import set_keras_mask
from tfjs.keras.engine.model import Model
from tfjs.keras.engine.node import node_of
from tfjs.keras.engine.plan import Plan
from tfjs.tensor import Tensor


class Functional(Model):
    """A model made of KerasTensors; `tf.keras.Model(inputs, outputs)` makes one.

    Args:
        inputs: A KerasTensor, or several in lists, tuples and dicts. Those that are no `Input`
            cut the graph: the model begins there.
        outputs: Likewise.
        name: Made if None.
        **kwargs: `trainable`.

    Raises:
        ValueError: Something else than KerasTensors, or outputs that the inputs do not lead to.
    """

    _convert_input_args = False
    _allow_non_tensor_positional_args = True
    _graph: Graph
    _plan: Plan
    _inputs: list[KerasTensor]
    _outputs: list[KerasTensor]
    _inputs_struct: Any
    _outputs_struct: Any

    def __init__(self, inputs: Any, outputs: Any, name: str | None = None, **kwargs: Any) -> None:
        trainable = kwargs.pop("trainable", None)
        _check_tensors(inputs, outputs)
        if isinstance(inputs, dict):
            _warn_of_names(inputs)
        Model.__init__(self, name=name, **kwargs)
        if not all(node_of(x).is_input for x in nest.flatten(inputs)):
            inputs, outputs = cut(inputs, outputs)
        keep = object.__setattr__
        keep(self, "_inputs_struct", nest.map_structure(lambda x: x, inputs))
        keep(self, "_outputs_struct", nest.map_structure(lambda x: x, outputs))
        keep(self, "_inputs", nest.flatten(inputs))
        keep(self, "_outputs", nest.flatten(outputs))
        keep(self, "_graph", Graph(self._inputs, self._outputs))
        keep(self, "_plan", Plan(self._graph, self._inputs, self._outputs))
        if trainable is not None:
            self.trainable = trainable
        for layer in self.layers:
            self._tracker.track(layer)
        self.build(None)
        self.input_spec = self._specs()
        self.output_names = [x._keras_history.operation.name for x in self._outputs]

    def _lock_state(self) -> None:
        """Leave the model open: layers outside of its graph may be attached to it."""

    def _obj_type(self) -> str:
        return "Functional"

    @property
    def layers(self) -> list[Layer]:
        """The layers, in the order of the graph."""
        return [o for o in self._graph.operations if isinstance(o, Layer)]

    @layers.setter
    def layers(self, _: Any) -> None:
        raise AttributeError(
            "`Model.layers` attribute is reserved and should not be used. Please use another name."
        )

    @property
    def operations(self) -> list[Any]:
        """The layers and other operations, in the order of the graph."""
        return list(self._graph.operations)

    @property
    def inputs(self) -> list[KerasTensor]:
        """The KerasTensors where the model begins, as a flat list."""
        return self._inputs

    @property
    def outputs(self) -> list[KerasTensor]:
        """The KerasTensors where the model ends, as a flat list."""
        return self._outputs

    @property
    def input(self) -> Any:
        """The KerasTensors where the model begins, nested as they were given."""
        return self._inputs_struct

    @property
    def output(self) -> Any:
        """The KerasTensors where the model ends, nested as they were given."""
        return self._outputs_struct

    @property
    def input_shape(self) -> Any:
        """Shape of the input, or a list of shapes."""
        shapes = [x.shape for x in self._inputs]
        return shapes[0] if len(shapes) == 1 else shapes

    @property
    def output_shape(self) -> Any:
        """Shape of the output, or a list of shapes."""
        shapes = [x.shape for x in self._outputs]
        return shapes[0] if len(shapes) == 1 else shapes

    def build(self, input_shape: Any) -> None:
        """Do nothing: the layers were built when they were put into the graph."""
        self.built = True

    def call(self, inputs: Any, training: bool | None = None, mask: Any = None) -> Any:
        """The outputs for some inputs; use the model itself as a function instead."""
        tensors = self._standardized(inputs)
        if mask is not None:
            for x, own in zip(tensors, nest.flatten(mask), strict=False):
                if own is not None:
                    set_keras_mask(x, own)
        outer, state.training = state.training, training
        try:
            found = self._plan.run(tensors)
        finally:
            state.training = outer
        return self._packed(found)

    def _packed(self, outputs: list[Any]) -> Any:
        """Outputs in the structure that the model was made with; one alone without its list."""
        if isinstance(self._outputs_struct, KerasTensor):
            return outputs[0]
        packed = nest.pack_sequence_as(self._outputs_struct, outputs)
        return packed[0] if isinstance(packed, list | tuple) and len(packed) == 1 else packed

    def compute_output_spec(self, inputs: Any, training: Any = None, mask: Any = None) -> Any:
        """KerasTensors for the outputs."""
        given = nest.flatten(self._reconciled(inputs))
        if all(x.shape == own.shape for x, own in zip(given, self._inputs, strict=False)):
            specs: list[Any] = [KerasTensor(x.shape, x.dtype) for x in self._outputs]
        else:
            specs = self._plan.run(given, lambda operation: operation.compute_output_spec)
        return self._packed(specs)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """Shapes of the outputs."""
        tensors = [
            KerasTensor(shape, own.dtype)
            for shape, own in zip(_flat_shapes(input_shape), self._inputs, strict=False)
        ]
        spec = self.compute_output_spec(nest.pack_sequence_as(self._inputs_struct, tensors))
        return nest.map_structure(lambda x: x.shape, spec)

    def _specs(self) -> list[InputSpec] | None:
        struct = self._inputs_struct
        if isinstance(struct, dict):
            if not all(isinstance(x, KerasTensor) for x in struct.values()):
                return None
            return [_spec(struct[name], name) for name in sorted(struct)]
        return [_spec(x, x._keras_history.operation.name) for x in self._inputs]

    def _assert_input_compatibility(self, inputs: Any) -> None:
        for x, own in zip(nest.flatten(inputs), self._inputs, strict=False):
            layer = own._keras_history.operation
            if x is None and isinstance(layer, InputLayer) and not layer.optional:
                raise ValueError(
                    f"The input '{own.name}' is not optional, but None was passed. Please provide "
                    "a valid tensor."
                )
        super()._assert_input_compatibility(inputs)

    def _standardized(self, inputs: Any) -> list[Any]:
        """Inputs as a flat list of tensors, of the dtypes and ranks that the model was made for."""
        if type(inputs) is Tensor and len(self._inputs) == 1:
            given = [inputs]
        else:
            given = nest.flatten(self._reconciled(inputs))
        return [
            fitting(x, own, place)
            for place, (x, own) in enumerate(zip(given, self._inputs, strict=True))
        ]

    def _reconciled(self, inputs: Any) -> Any:
        """Inputs in the structure that the model was made with.

        Raises:
            ValueError: They cannot be brought into it.
        """
        struct = self._inputs_struct
        if isinstance(struct, list) and len(struct) == 1 and not nest.is_nested(inputs):
            return [inputs]
        fits = True
        if isinstance(inputs, dict) and not isinstance(struct, dict):
            names = [x.name for x in self._inputs]
            flat = isinstance(struct, KerasTensor) or all(
                isinstance(x, KerasTensor) for x in struct
            )
            if flat and set(names) <= set(inputs):
                return [inputs[name] for name in names]
            fits = False
        try:
            nest.assert_same_structure(inputs, struct, check_types=False)
        except (ValueError, TypeError):
            expected = nest.map_structure(lambda x: x.name, struct)
            received = nest.map_structure(_named, inputs)
            message = (
                "The structure of `inputs` doesn't match the expected structure.\n"
                f"Expected: {expected}\nReceived: inputs={received}"
            )
            if not fits or len(nest.flatten(inputs)) != len(self._inputs):
                raise ValueError(message) from None
            warnings.warn(message, stacklevel=5)
        return inputs

    def get_config(self) -> dict[str, Any]:
        """The layers, their calls, and where the model begins and ends."""
        if not is_functional_like(type(self)):
            return Model.get_config(self)
        return functional_config(self)


def _check_tensors(inputs: Any, outputs: Any) -> None:
    for what, structure in (("inputs", inputs), ("outputs", outputs)):
        leaves = nest.flatten(structure)
        if not leaves:
            raise ValueError(
                f"`{what}` argument cannot be empty. Received:\ninputs={inputs}\noutputs={outputs}"
            )
        for leaf in leaves:
            if not isinstance(leaf, KerasTensor):
                raise ValueError(
                    f"All `{what}` values must be KerasTensors. Received: {what}={structure} "
                    f"including invalid value {leaf} of type {type(leaf)}"
                )
            if not hasattr(leaf, "_keras_history"):
                raise ValueError(
                    f"All `{what}` values must come from `tf.keras.Input` or a layer's call. "
                    f"Received: {leaf}, which was made by itself."
                )


def _warn_of_names(inputs: dict[str, Any]) -> None:
    for key, tensor in inputs.items():
        if isinstance(tensor, KerasTensor) and key != tensor.name:
            warnings.warn(
                "When providing `inputs` as a dict, all keys in the dict must match the names of "
                f"the corresponding tensors. Received key '{key}' mapping to value {tensor} which "
                f"has name '{tensor.name}'. Change the tensor name to '{key}' (via `Input(..., "
                f"name='{key}')`)",
                stacklevel=5,
            )


def _spec(tensor: KerasTensor, name: str) -> InputSpec:
    layer = tensor._keras_history.operation
    shape = (None, *tensor.shape[1:]) if tensor.shape else ()
    optional = isinstance(layer, InputLayer) and layer.optional
    return InputSpec(shape=shape, allow_last_axis_squeeze=True, name=name, optional=optional)


def _named(x: Any) -> Any:
    return None if x is None else f"Tensor(shape={tuple(getattr(x, 'shape', ()))})"


def _flat_shapes(shapes: Any) -> list[Any]:
    if isinstance(shapes, dict):
        return [s for key in sorted(shapes) for s in _flat_shapes(shapes[key])]
    if isinstance(shapes, list | tuple) and all(s is None or isinstance(s, int) for s in shapes):
        return [shapes]
    return [s for shape in shapes for s in _flat_shapes(shape)]
