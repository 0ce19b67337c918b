"""A step function applied to one time step after the other, with masks."""

from collections.abc import Callable
from typing import Any, NamedTuple

from tfjs import _bridge, nest
from tfjs.flow._rows import Rows, staged_rows
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.creation import zeros_like
from tfjs.ops.joining import stack, unstack
from tfjs.ops.shaping import expand_dims, reshape, reverse, transpose
from tfjs.tensor import Tensor

UNROLLED = 200
"""Time steps up to which a recorded loop is unrolled; a longer one is one step of the program.

Forward both take the same time. Back, the unrolled one takes half as long, because the gradient of
a loop runs it again; but recording takes some milliseconds for each step (measured for 10 to 300
steps of a `SimpleRNN` and of an `LSTM` with relu, 32 units, on wasm).
"""

Step = Callable[[Any, list[Tensor]], tuple[Tensor, list[Tensor]]]


class Run(NamedTuple):
    """What a loop gives."""

    last: Tensor
    """Output of the last step, `(batch, …)`."""
    outputs: Tensor | None
    """Outputs of all steps in the order in which they were made, `(batch, steps, …)`; None if
    nobody wants them."""
    states: list[Tensor]
    """States after the last step."""


def run(
    step: Step,
    sequence: Any,
    states: list[Tensor],
    *,
    mask: Tensor | None,
    go_backwards: bool,
    unroll: bool,
    zero_output_for_mask: bool,
    return_all: bool,
) -> Run:
    """Apply `step` to every time step.

    Args:
        step: From the input of a step and states to the output of the step and the next states.
        sequence: Shape `(batch, steps, …)`, or a structure of such tensors.
        states: Before the first step.
        mask: Shape `(batch, steps)`; where it is False, the states stay, and the output is that
            of the step before (zeros before the first).
        go_backwards: Whether the last step comes first.
        unroll: Whether a loop of any length is unrolled when a program records it.
        zero_output_for_mask: Whether the output is zeros where the mask is False.
        return_all: Whether the outputs of all steps are wanted.
    """
    given: dict[str, Any] = {"input": sequence}
    if mask is not None:
        given["mask"] = expand_dims(cast(mask, "bool"), -1)
    steps = int(nest.flatten(given)[0].shape[1])
    carried: list[Tensor] = []  # the output before, where a mask may want it again
    if mask is not None and not zero_output_for_mask:
        first = nest.map_structure(lambda x: x[:, 0], sequence)
        carried = [zeros_like(step(first, states)[0])]

    def advance(state: Any, row: Any) -> tuple[Any, Tensor]:
        before = list(state[len(carried) :])
        output, after = step(row["input"], before)
        if mask is not None:
            seen = row["mask"]
            output = chosen(seen, output, state[0] if carried else zeros_like(output))
            pairs = zip(after, before, strict=True)
            after = [chosen(seen, new, old) for new, old in pairs]
        return ((output, *after) if carried else tuple(after)), output

    begin = (*carried, *states)
    state, last, everything = None, None, None
    if not unroll and steps > UNROLLED and _bridge.is_staging():
        try:
            state, last, everything = _staged(advance, begin, given, go_backwards, return_all)
        except _bridge.UnfitError:
            if _bridge.is_inside_part():
                raise
    if state is None:
        state, last, everything = _unrolled(advance, begin, given, go_backwards, return_all)
    return Run(last, everything, list(state[len(carried) :]))  # type: ignore[arg-type]


def _staged(
    advance: Any, state: Any, given: Any, backwards: bool, return_all: bool
) -> tuple[Any, Tensor, Tensor | None]:
    """All time steps as one step of the program."""
    rows = Rows(nest.map_structure(exchanged, given), "rnn")
    state, outputs = staged_rows(advance, state, rows, reverse=backwards)
    last = outputs[0 if backwards else -1]
    if not return_all:
        return state, last, None
    return state, last, exchanged(reverse(outputs, [0]) if backwards else outputs)


def _unrolled(
    advance: Any, state: Any, given: Any, backwards: bool, return_all: bool
) -> tuple[Any, Tensor, Tensor | None]:
    """One time step after the other. They are taken apart at once, and so are their gradients."""
    columns = [unstack(x, axis=1) for x in nest.flatten(given)]
    made: list[Tensor] = []
    order = range(len(columns[0]))
    for at in reversed(order) if backwards else order:
        row = nest.pack_sequence_as(given, [column[at] for column in columns])
        state, output = advance(state, row)
        made = [*made, output] if return_all else [output]
    return state, made[-1], stack(made, axis=1) if return_all else None


def chosen(seen: Tensor, new: Tensor, old: Tensor) -> Tensor:
    """`new` where the rows of `seen`, of shape `(batch, 1)`, are True, `old` elsewhere."""
    return where(reshape(seen, (-1, *[1] * (new.ndim - 1))), new, old)


def exchanged(x: Tensor) -> Tensor:
    """Batch and time exchanged."""
    return transpose(x, [1, 0, *range(2, x.ndim)])
