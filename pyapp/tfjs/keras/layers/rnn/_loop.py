"""A step function applied to one time step after the other, with masks."""

from collections.abc import Callable
from typing import Any, NamedTuple

from tfjs import _bridge, nest
from tfjs.flow._rows import Rows, staged_rows
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.creation import zeros_like
from tfjs.ops.joining import stack
from tfjs.ops.shaping import expand_dims, reshape, reverse, transpose
from tfjs.tensor import Tensor

UNROLLED = 32
"""Time steps up to which a recorded loop is unrolled; a longer one is one step of the program,
whose gradient runs it again."""

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
    rows: dict[str, Any] = {"input": nest.map_structure(time_major, sequence)}
    if mask is not None:
        rows["mask"] = time_major(expand_dims(cast(mask, "bool"), -1))
    if go_backwards:
        rows = nest.map_structure(lambda x: reverse(x, [0]), rows)
    steps = nest.flatten(rows)[0].shape[0]
    carried: list[Tensor] = []  # the output before, where a mask may want it again
    if mask is not None and not zero_output_for_mask:
        carried = [zeros_like(step(_row(rows, 0)["input"], states)[0])]

    def advance(state: Any, row: Any) -> tuple[Any, Tensor]:
        before = list(state[len(carried) :])
        output, after = step(row["input"], before)
        if mask is not None:
            seen = row["mask"]
            output = chosen(seen, output, state[0] if carried else zeros_like(output))
            pairs = zip(after, before, strict=True)
            after = [chosen(seen, new, old) for new, old in pairs]
        return ((output, *after) if carried else tuple(after)), output

    state: Any = (*carried, *states)
    if not unroll and steps > UNROLLED and _bridge.is_staging():
        try:
            state, outputs = staged_rows(advance, state, Rows(rows, "rnn"))
            everything = batch_major(outputs) if return_all else None
            return Run(outputs[-1], everything, list(state[len(carried) :]))
        except _bridge.UnfitError:
            if _bridge.is_inside_part():
                raise
    made: list[Tensor] = []
    for index in range(steps):
        state, output = advance(state, _row(rows, index))
        made = [*made, output] if return_all else [output]
    everything = stack(made, axis=1) if return_all else None
    return Run(made[-1], everything, list(state[len(carried) :]))


def _row(rows: Any, index: int) -> Any:
    return nest.map_structure(lambda x: x[index], rows)


def chosen(seen: Tensor, new: Tensor, old: Tensor) -> Tensor:
    """`new` where the rows of `seen`, of shape `(batch, 1)`, are True, `old` elsewhere."""
    return where(reshape(seen, (-1, *[1] * (new.ndim - 1))), new, old)


def time_major(x: Tensor) -> Tensor:
    """Batch and time exchanged."""
    return transpose(x, [1, 0, *range(2, x.ndim)])


batch_major = time_major
