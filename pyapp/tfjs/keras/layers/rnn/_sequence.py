"""Recurrent layers over all time steps, one kernel each (web/worker/host/kernels/recurrent)."""

from typing import Any

from tfjs import _bridge, dtypes
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.creation import zeros, zeros_like
from tfjs.ops.math import greater
from tfjs.ops.reductions import cumsum
from tfjs.ops.shaping import expand_dims, reverse
from tfjs.tensor import Tensor

_lstm = _bridge.Instruction(
    "LSTMSequence",
    "kernel",
    inputs=("x", "h", "c", "w", "mask"),
    attributes=("reverse", "keep"),
    op="lstm",
)
_gru = _bridge.Instruction(
    "GRUSequence",
    "kernel",
    inputs=("x", "h", "w", "b", "mask"),
    attributes=("reverse", "keep"),
    op="gru",
)


def lstm_sequence(
    projected: Tensor, states: list[Tensor], kernel: Any, mask: Tensor | None, backwards: bool
) -> tuple[Tensor, Tensor]:
    """A long short-term memory with tanh and sigmoid, over all time steps.

    Args:
        projected: Shape `(batch, steps, 4 * units)`, float32, in the order i, f, c, o.
        states: Two of shape `(batch, units)`.
        kernel: The recurrent one, shape `(units, 4 * units)`.
        mask: Shape `(batch, steps)`, bool, or None; where it is False, the states stay.
        backwards: Whether the last time step comes first.

    Returns:
        The first state after each time step, where that step is in `projected`, of shape
        `(batch, steps, units)`, and the second state after the last one taken.
    """
    given = [projected, *states, as_tensor(kernel), *([] if mask is None else [mask])]
    slots = _lstm.several([t._slot for t in given], (backwards, _bridge.is_taping()))
    outputs, carry, _ = [Tensor(slot, dtypes.float32) for slot in slots]
    return outputs, carry


def gru_sequence(
    projected: Tensor,
    state: Tensor,
    kernel: Any,
    bias: Any,
    mask: Tensor | None,
    backwards: bool,
) -> Tensor:
    """Gated recurrent units with tanh and sigmoid, the reset gate after the product.

    Args:
        projected: Shape `(batch, steps, 3 * units)`, float32, in the order z, r, h.
        state: Shape `(batch, units)`.
        kernel: The recurrent one, shape `(units, 3 * units)`.
        bias: What is added to the state's product, shape `(3 * units,)`; zeros if None.
        mask: Shape `(batch, steps)`, bool, or None; where it is False, the state stays.
        backwards: Whether the last time step comes first.

    Returns:
        The state after each time step, where that step is in `projected`.
    """
    added = zeros((projected.shape[-1],)) if bias is None else as_tensor(bias)
    given = [projected, state, as_tensor(kernel), added, *([] if mask is None else [mask])]
    slots = _gru.several([t._slot for t in given], (backwards, _bridge.is_taping()))
    states, _ = [Tensor(slot, dtypes.float32) for slot in slots]
    return states


def as_made(
    states: Tensor,
    mask: Tensor | None,
    *,
    backwards: bool,
    zero_for_mask: bool,
    given: bool,
    everything: bool,
) -> tuple[Tensor, Tensor, Tensor | None]:
    """The outputs that belong to the states after each time step.

    Args:
        states: Shape `(batch, steps, units)`, each where its step is in the input.
        mask: Of the time steps, or None.
        backwards: Whether the last time step came first.
        zero_for_mask: Whether the output of a masked step is zeros.
        given: Whether the state before may not have been zeros: outputs before the first step
            that is not masked are zeros all the same.
        everything: Whether all outputs are wanted.

    Returns:
        The last state, the last output, and all outputs in the order in which they were made (or
        None).
    """
    end = 0 if backwards else -1
    outputs = states
    if mask is not None and (zero_for_mask or given):
        seen = mask
        if not zero_for_mask:
            seen = greater(cumsum(cast(mask, "int32"), axis=1, reverse=backwards), 0)
        outputs = where(expand_dims(seen, -1), states, zeros_like(states))
    last = outputs[:, end]
    state = last if outputs is states else states[:, end]
    if not everything:
        return state, last, None
    return state, last, reverse(outputs, [1]) if backwards else outputs
