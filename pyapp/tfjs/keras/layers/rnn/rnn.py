"""A recurrent layer: a cell applied to one time step after the other."""

from typing import Any

from tfjs import nest
from tfjs.keras.engine.context import Scope
from tfjs.keras.engine.layer import Layer
from tfjs.keras.engine.variable import Variable
from tfjs.keras.layers.rnn._loop import run
from tfjs.keras.layers.rnn.dropout_rnn_cell import DropoutRNNCell
from tfjs.keras.layers.rnn.stacked_rnn_cells import StackedRNNCells
from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object
from tfjs.ops.casting import cast
from tfjs.ops.creation import zeros, zeros_like
from tfjs.tensor import Tensor


class RNN(Layer):
    """Apply a cell to every time step, handing its states on.

    Args:
        cell: A layer with `call(inputs, states) -> (output, states)` and `state_size` (an int, or
            several), perhaps `output_size` and `get_initial_state(batch_size)`; or a list of such.
        return_sequences: Whether the outputs of all time steps are returned, not the last one.
        return_state: Whether the last states are returned too.
        go_backwards: Whether the last time step comes first; outputs are in the order in which
            they were made.
        stateful: Whether the states after one batch are the first states of the next.
        unroll: Whether a loop is unrolled however long it is, when a program records it.
        zero_output_for_mask: Whether the output of a masked step is zeros, not that of the step
            before.

    Called with `sequences` of shape `(batch, steps, …)`, perhaps `initial_state`, a list of
    tensors, and a `mask` of shape `(batch, steps)`.

    Raises:
        ValueError: The cell has no `call` or no `state_size`.
    """

    states: Any

    def __init__(
        self,
        cell: Any,
        return_sequences: bool = False,
        return_state: bool = False,
        go_backwards: bool = False,
        stateful: bool = False,
        unroll: bool = False,
        zero_output_for_mask: bool = False,
        **kwargs: Any,
    ) -> None:
        if isinstance(cell, list | tuple):
            cell = StackedRNNCells(cell)
        if "call" not in dir(cell):
            raise ValueError(f"Argument `cell` should have a `call` method. Received: cell={cell}")
        if "state_size" not in dir(cell):
            raise ValueError(
                "The RNN cell should have a `state_size` attribute (single integer or list of "
                f"integers, one integer per RNN state). Received: cell={cell}"
            )
        super().__init__(**kwargs)
        self.zero_output_for_mask = zero_output_for_mask
        self.cell = cell
        self.return_sequences = return_sequences
        self.return_state = return_state
        self.go_backwards = go_backwards
        self.stateful = stateful
        self.unroll = unroll
        self.supports_masking = True
        self.input_spec: Any = None
        self._expected_batch_size: int | None = None
        object.__setattr__(self, "states", None)
        size = cell.state_size
        if size is None:
            raise ValueError("state_size must be specified as property on the RNN cell.")
        if not isinstance(size, list | tuple | int):
            raise ValueError(
                "state_size must be an integer, or a list/tuple of integers (one for each state "
                "tensor)."
            )
        self.single_state = isinstance(size, int)
        self.state_size: Any = [size] if isinstance(size, int) else list(size)

    def compute_output_shape(self, sequences_shape: Any, initial_state_shape: Any = None) -> Any:
        """Shape of the output, and of the states if they are returned."""
        batch, steps = sequences_shape[0], sequences_shape[1]
        size = getattr(self.cell, "output_size", None)
        size = self.state_size[0] if size is None else size
        if not isinstance(size, int):
            raise ValueError("output_size must be an integer.")
        shape = (batch, steps, size) if self.return_sequences else (batch, size)
        if not self.return_state:
            return shape
        states = [
            (batch, s) if isinstance(s, int) else [(batch, part) for part in s]
            for s in self.state_size
        ]
        return shape, *states

    def compute_mask(self, sequences: Any, mask: Any = None) -> Any:
        """The mask of the steps for sequences, None for one output and for states."""
        found = nest.flatten(mask)[0]
        kept = found if self.return_sequences else None
        return [kept, *[None] * len(self.state_size)] if self.return_state else kept

    def build(self, sequences_shape: Any, initial_state_shape: Any = None) -> None:
        """Build the cell, and make the states' variables of a stateful layer.

        Raises:
            ValueError: The layer is stateful and the batch size unknown.
        """
        batch = sequences_shape[0]
        if isinstance(self.cell, Layer) and not self.cell.built:
            self.cell.build((batch, *sequences_shape[2:]))
            self.cell.built = True
        if self.stateful:
            if batch is None:
                raise ValueError(
                    "When using `stateful=True` in a RNN, the batch size must be static. Found "
                    f"dynamic batch size: sequence.shape={sequences_shape}"
                )
            self._make_states(batch)

    def _make_states(self, batch: int) -> None:
        def variable(value: Tensor) -> Variable:
            return Variable(value, trainable=False, dtype=self.variable_dtype, name="rnn_state")

        with Scope(self):
            states = nest.map_structure(variable, self.get_initial_state(batch))
        object.__setattr__(self, "states", states)  # no weights of the layer
        self._expected_batch_size = batch

    def get_initial_state(self, batch_size: int | None) -> list[Any]:
        """Zeros, or what the cell gives, for a batch of this size."""
        make = getattr(self.cell, "get_initial_state", None)
        if make is None:
            return [zeros((batch_size, size)) for size in self.state_size]
        states = make(batch_size=batch_size)
        return list(states) if nest.is_nested(states) else [states]

    def reset_state(self) -> None:
        """Set the states of a stateful layer to zeros."""
        for variable in nest.flatten(self.states or []):
            variable.assign(zeros_like(variable))

    def reset_states(self) -> None:
        """The same as `reset_state`."""
        self.reset_state()

    def call(
        self, sequences: Any, initial_state: Any = None, mask: Any = None, training: Any = False
    ) -> Any:
        """Go through `sequences`, of shape `(batch, steps, …)`.

        Raises:
            ValueError: No steps, or another batch size than a stateful layer has states for.
        """
        given = initial_state is not None or self.stateful
        states = self._first_states(sequences, initial_state)
        mask = nest.flatten(mask)[0]
        try:
            if training:
                self._keep_masks(self.cell, sequences, states)
            last, outputs, after = self.inner_loop(
                sequences, states, mask, training=bool(training), given=given
            )
        finally:
            self._drop_masks(self.cell)
        if self.stateful:
            pairs = zip(nest.flatten(self.states), nest.flatten(after), strict=True)
            for variable, state in pairs:
                variable.assign(cast(state, variable.dtype))
        output = outputs if self.return_sequences else last
        return (output, *after) if self.return_state else output

    def _first_states(self, sequences: Any, initial_state: Any) -> list[Any]:
        shape = nest.flatten(sequences)[0].shape
        if shape[1] == 0:
            raise ValueError(
                f"{type(self).__name__}: expected at least one time step. Received: sequences of "
                f"shape {tuple(shape)}."
            )
        batch = int(shape[0])
        if self.stateful and batch != self._expected_batch_size:
            raise ValueError(
                "If an RNN is stateful, the batch size of the input sequences must be the same as "
                f"the batch size of the initial state. \n- Expected batch size: "
                f"{self._expected_batch_size}\n- Received batch size: {batch}"
            )
        if initial_state is None:
            states = self.states if self.stateful else self.get_initial_state(batch)
        else:
            states = initial_state if nest.is_nested(initial_state) else [initial_state]
        dtype = getattr(self.cell, "compute_dtype", self.compute_dtype)
        states = nest.map_structure(lambda x: cast(x, dtype), list(states))
        expected, found = (nest.flatten(s) for s in (self.state_size, states))
        if len(expected) != len(found):
            raise ValueError(
                f"{type(self).__name__}: expected {len(expected)} initial states. Received: "
                f"{len(found)}."
            )
        return states  # type: ignore[no-any-return]

    def inner_loop(
        self,
        sequences: Any,
        initial_state: list[Any],
        mask: Any,
        training: bool = False,
        given: bool = True,
    ) -> tuple[Any, Any, Any]:
        """Go through the time steps.

        Args:
            sequences: Shape `(batch, steps, …)`.
            initial_state: Structure of tensors.
            mask: Shape `(batch, steps)`, or None.
            training: Whether dropout is applied.
            given: Whether the initial states may be something else than zeros.

        Returns:
            The last output, all outputs (or None), and the states at the end.
        """
        kwargs = {}
        if isinstance(self.cell, Layer) and self.cell._call_signature.has_training:
            kwargs["training"] = training

        def step(inputs: Any, flat: list[Tensor]) -> tuple[Tensor, list[Tensor]]:
            states = nest.pack_sequence_as(initial_state, flat)
            cell = self.cell if callable(self.cell) else self.cell.call
            output, after = cell(inputs, states, **kwargs)
            return output, nest.flatten(after)

        return self._looped(step, sequences, initial_state, mask)

    def _looped(
        self, step: Any, sequences: Any, initial_state: list[Any], mask: Any
    ) -> tuple[Any, Any, Any]:
        last, outputs, after = run(
            step,
            sequences,
            nest.flatten(initial_state),
            mask=mask,
            go_backwards=self.go_backwards,
            unroll=self.unroll,
            zero_output_for_mask=self.zero_output_for_mask,
            return_all=self.return_sequences,
        )
        return last, outputs, nest.pack_sequence_as(initial_state, after)

    def _keep_masks(self, cell: Any, sequences: Any, states: list[Any]) -> None:
        first = sequences[:, 0]
        if isinstance(cell, DropoutRNNCell):
            cell.keep_dropout_masks(first, nest.flatten(states)[0])
        if isinstance(cell, StackedRNNCells):
            for each, state in zip(cell.cells, states, strict=True):
                found = nest.flatten(state)
                if isinstance(each, DropoutRNNCell):
                    each.keep_dropout_masks(first, found[0])
                first = zeros((first.shape[0], cell.output_size_of(each)))

    def _drop_masks(self, cell: Any) -> None:
        for each in [cell, *getattr(cell, "cells", [])]:
            if isinstance(each, DropoutRNNCell):
                each.reset_dropout_mask()
                each.reset_recurrent_dropout_mask()

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "return_sequences": self.return_sequences,
            "return_state": self.return_state,
            "go_backwards": self.go_backwards,
            "stateful": self.stateful,
            "unroll": self.unroll,
            "zero_output_for_mask": self.zero_output_for_mask,
            "cell": serialize_keras_object(self.cell),
        }

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> "RNN":
        """A layer like the one that gave this config."""
        config = dict(config)
        cell = deserialize_keras_object(config.pop("cell"), custom_objects=custom_objects)
        return cls(cell, **config)
