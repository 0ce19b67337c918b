"""A recurrent layer in both directions."""

from typing import Any

from tfjs.keras.engine.layer import Layer
from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object
from tfjs.ops.joining import concat
from tfjs.ops.shaping import reverse

_MODES = ("sum", "mul", "ave", "concat", None)


class Bidirectional(Layer):
    """Go through sequences forwards and backwards, and merge the outputs.

    Args:
        layer: An `RNN`, or a layer with `go_backwards`, `return_sequences`, `return_state`,
            `stateful` and a configuration; what goes forwards is made anew from it.
        merge_mode: `"concat"`, `"sum"`, `"mul"`, `"ave"` (the mean), or None for both outputs.
        weights: First weights of both, those of the forward layer first.
        backward_layer: What goes backwards; made from `layer` if None.

    Outputs of masked steps are zeros where sequences are returned. Of `initial_state` the first
    half is the forward layer's.

    Raises:
        ValueError: Not a layer, another mode, or two layers that do not belong together.
    """

    def __init__(
        self,
        layer: Any,
        merge_mode: str | None = "concat",
        weights: Any = None,
        backward_layer: Any = None,
        **kwargs: Any,
    ) -> None:
        given: Any = layer
        if not isinstance(layer, Layer):
            raise ValueError(
                "Please initialize `Bidirectional` layer with a `keras.layers.Layer` instance. "
                f"Received: {layer}"
            )
        if backward_layer is not None and not isinstance(backward_layer, Layer):
            raise ValueError(
                "`backward_layer` need to be a `keras.layers.Layer` instance. Received: "
                f"{backward_layer}"
            )
        if merge_mode not in _MODES:
            raise ValueError(
                f"Invalid merge mode. Received: {merge_mode}. Merge mode should be one of "
                '{"sum", "mul", "ave", "concat", None}'
            )
        super().__init__(**kwargs)
        self.forward_layer = _again(layer, "forward")
        if backward_layer is None:
            self.backward_layer = _again(layer, "backward", go_backwards=True)
        else:
            self.backward_layer = backward_layer
        for each in (self.forward_layer, self.backward_layer):
            if hasattr(layer, "use_cudnn"):
                each.use_cudnn = layer.use_cudnn
        self._check_directions()
        for each in (self.forward_layer, self.backward_layer):
            if hasattr(each, "zero_output_for_mask"):
                each.zero_output_for_mask = each.return_sequences
        self.merge_mode = merge_mode
        self._first_weights = list(weights) if weights else None
        self.stateful = given.stateful
        self.return_sequences = given.return_sequences
        self.return_state = given.return_state
        self.supports_masking = True
        self.input_spec = layer.input_spec

    def _check_directions(self) -> None:
        forward, backward = self.forward_layer, self.backward_layer
        if forward.go_backwards == backward.go_backwards:
            raise ValueError(
                "Forward layer and backward layer should have different `go_backwards` value. "
                f"Received: forward_layer.go_backwards {forward.go_backwards}, "
                f"backward_layer.go_backwards={backward.go_backwards}"
            )
        for name in ("stateful", "return_sequences", "return_state"):
            one, other = getattr(forward, name), getattr(backward, name)
            if one != other:
                raise ValueError(
                    "Forward layer and backward layer are expected to have the same value for "
                    f'attribute "{name}", got "{one}" for forward layer and "{other}" for backward '
                    "layer"
                )

    def build(self, sequences_shape: Any, initial_state_shape: Any = None) -> None:
        """Build both layers."""
        for layer in (self.forward_layer, self.backward_layer):
            if not layer.built:
                layer.build(sequences_shape)
        if self._first_weights is not None:
            half = len(self._first_weights) // 2
            self.forward_layer.set_weights(self._first_weights[:half])
            self.backward_layer.set_weights(self._first_weights[half:])
            self._first_weights = None

    def compute_output_shape(self, sequences_shape: Any, initial_state_shape: Any = None) -> Any:
        """Shape of the merged output, or of both, and of the states if they are returned."""
        shape = self.forward_layer.compute_output_shape(sequences_shape)
        states: tuple[Any, ...] = ()
        if self.return_state:
            shape, states = shape[0], tuple(shape[1:])
        if self.merge_mode == "concat":
            shape = (*shape[:-1], shape[-1] * 2)
        shapes = (shape, shape) if self.merge_mode is None else (shape,)
        if self.return_state:
            return (*shapes, *states, *states)
        return shapes if self.merge_mode is None else shape

    def call(
        self, sequences: Any, initial_state: Any = None, mask: Any = None, training: Any = None
    ) -> Any:
        """Go through `sequences`, of shape `(batch, steps, features)`, both ways."""
        first = second = None
        if initial_state is not None:
            half = len(initial_state) // 2
            first, second = initial_state[:half], initial_state[half:]
        signature = self.forward_layer._call_signature
        kwargs: dict[str, Any] = {"training": training} if signature.has_training else {}
        if signature.has_mask:
            kwargs["mask"] = mask
        ahead = self.forward_layer(sequences, initial_state=first, **kwargs)
        back = self.backward_layer(sequences, initial_state=second, **kwargs)
        states: tuple[Any, ...] = ()
        if self.return_state:
            states = (*ahead[1:], *back[1:])
            ahead, back = ahead[0], back[0]
        if self.return_sequences:
            back = reverse(back, [1])
        if self.merge_mode is None:
            return (ahead, back, *states)
        output = self._merged(ahead, back)
        return (output, *states) if self.return_state else output

    def _merged(self, ahead: Any, back: Any) -> Any:
        if self.merge_mode == "concat":
            return concat([ahead, back], -1)
        if self.merge_mode == "mul":
            return ahead * back
        total = ahead + back
        return total if self.merge_mode == "sum" else total / 2

    def reset_state(self) -> None:
        """Set the states of both layers to zeros.

        Raises:
            AttributeError: They have none.
        """
        if not self.stateful:
            raise AttributeError("Layer must be stateful.")
        self.forward_layer.reset_state()
        self.backward_layer.reset_state()

    def reset_states(self) -> None:
        """The same as `reset_state`."""
        self.reset_state()

    @property
    def states(self) -> tuple[Any, ...] | None:
        """The states of both layers; None if they have none."""
        if self.forward_layer.states and self.backward_layer.states:
            return (*self.forward_layer.states, *self.backward_layer.states)
        return None

    def compute_mask(self, sequences: Any, mask: Any = None) -> Any:
        """The mask of the steps for sequences, None for one output and for states."""
        found = mask[0] if isinstance(mask, list) else mask
        kept = found if self.return_sequences else None
        masks = (kept, kept) if self.merge_mode is None else (kept,)
        if self.return_state:
            count = len(self.forward_layer.state_size) + len(self.backward_layer.state_size)
            return (*masks, *[None] * count)
        return masks if self.merge_mode is None else kept

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "merge_mode": self.merge_mode,
            "layer": serialize_keras_object(self.forward_layer),
            "backward_layer": serialize_keras_object(self.backward_layer),
        }

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> "Bidirectional":
        """A layer like the one that gave this config."""
        config = dict(config)
        for name in ("layer", "backward_layer"):
            if config.get(name) is not None:
                config[name] = deserialize_keras_object(config[name], custom_objects=custom_objects)
        return cls(**config)


def _again(layer: Any, direction: str, **changes: Any) -> Any:
    """A layer like this one, with a name that tells its direction, and without its state."""
    made = serialize_keras_object(layer)
    name = f"{direction}_{layer.name.removeprefix(direction + '_')}"
    made["config"] = {**made["config"], **changes, "name": name}
    return deserialize_keras_object(made)
