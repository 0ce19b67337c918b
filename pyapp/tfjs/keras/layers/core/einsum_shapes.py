"""The shapes that an equation of `EinsumDense` implies."""

import re
from typing import NamedTuple

Sizes = tuple[int | None, ...]

_FORMS = (
    (re.compile(r"([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]+)"), False),
    (re.compile(r"\.\.\.([a-zA-Z]+),([a-zA-Z]+)->\.\.\.([a-zA-Z]+)"), True),
    (re.compile(r"([a-zA-Z]{2,})\.\.\.,([a-zA-Z]+)->([a-zA-Z]+)\.\.\."), False),
)


class Shapes(NamedTuple):
    """Shapes of weights and result, and which axes of the kernel come in and go out."""

    kernel: Sizes
    bias: Sizes | None
    output: Sizes
    input_axes: list[int]
    output_axes: list[int]


def shapes_of(equation: str, bias_axes: str | None, inputs: Sizes, partial: Sizes) -> Shapes:
    """The shapes for an input of shape `inputs`.

    Args:
        equation: "[X],[Y]->[Z]", "...[X],[Y]->...[Z]" or "[X]...,[Y]->[Z]...".
        bias_axes: Letters of Z that the bias has.
        inputs: Of the input, None for what is not known.
        partial: Of the result, without the batch and what `...` stands for; None for what the
            input tells.

    Raises:
        ValueError: The equation does not read, or does not fit the shapes.
    """
    for form, left in _FORMS:
        found = form.match(equation)
        if found:
            came, weight, goes = found.groups()
            return _shapes((came, weight, goes), left, bias_axes, inputs, partial)
    raise ValueError(
        f"Invalid einsum equation '{equation}'. Equations must be in the form "
        "[X],[Y]->[Z], ...[X],[Y]->...[Z], or [X]...,[Y]->[Z]...."
    )


def _shapes(
    letters: tuple[str, str, str],
    left: bool,
    bias_axes: str | None,
    inputs: Sizes,
    partial: Sizes,
) -> Shapes:
    came, weight, goes = letters
    hidden = max(len(inputs) - len(came), 0)
    between = inputs[1:hidden] if left else ()
    beyond = inputs[len(inputs) - hidden :] if hidden and not left else ()
    output = (inputs[0], *between, *partial, *beyond)
    skipped = hidden if left else 0
    if len(output) < skipped + len(goes):
        raise ValueError(
            f"EinsumDense: expected an `output_shape` with {len(goes)} sizes, the batch included, "
            f"for '{goes}'. Received: output_shape={partial}"
        )
    sizes_in = {letter: inputs[i + skipped] for i, letter in enumerate(came)}
    sizes_out = {letter: output[i + skipped] for i, letter in enumerate(goes)}
    _check(came, weight, goes, sizes_in, sizes_out)
    kernel: list[int | None] = []
    input_axes: list[int] = []
    output_axes: list[int] = []
    for axis, letter in enumerate(weight):
        (output_axes if letter in sizes_out else input_axes).append(axis)
        kernel.append(sizes_out[letter] if letter in sizes_out else sizes_in[letter])
    bias = None if bias_axes is None else _bias(bias_axes, goes, sizes_out, 0 if left else hidden)
    return Shapes(tuple(kernel), bias, output, input_axes, output_axes)


def _check(
    came: str,
    weight: str,
    goes: str,
    sizes_in: dict[str, int | None],
    sizes_out: dict[str, int | None],
) -> None:
    for letter in came:
        wanted = sizes_out.get(letter)
        if wanted is not None and wanted != sizes_in[letter]:
            raise ValueError(
                f"Input shape and output shape do not match at shared dimension '{letter}'. "
                f"Input shape is {sizes_in[letter]}, and output shape is {wanted}."
            )
    for letter in goes:
        if letter not in came and letter not in weight:
            raise ValueError(
                f"Dimension '{letter}' was specified in the output '{goes}' but has no "
                f"corresponding dim in the input spec '{came}' or weight spec '{weight}'"
            )
    for letter in weight:
        if letter not in sizes_out and letter not in sizes_in:
            raise ValueError(
                f"Weight dimension '{letter}' did not have a match in either the input spec "
                f"'{came}' or the output spec '{goes}'. For this layer, the weight must be fully "
                "specified."
            )


def _bias(axes: str, goes: str, sizes: dict[str, int | None], beyond: int) -> Sizes:
    for letter in axes:
        if letter not in goes:
            raise ValueError(
                f"Bias dimension '{letter}' was requested, but is not part of the output spec "
                f"'{goes}'"
            )
    first = min(goes.find(letter) for letter in axes)
    own = [sizes[c] if c in axes else 1 for c in goes[first:]]
    return (*own, *([1] * beyond))
