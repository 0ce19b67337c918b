"""`tf.einsum`, composed so that it runs and differentiates on every backend."""

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.ops._shapes import product
from tfjs.ops.diagonals import diag_part
from tfjs.ops.linalg import matmul
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import broadcast_to, reshaped, sizes_of, transpose
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_EQUATION = re.compile(r"^([A-Za-z.]*)((?:,[A-Za-z.]*)*)(?:->([A-Za-z.]*))?$")


def einsum(equation: str, *inputs: "TensorLike", **kwargs: Any) -> Tensor:
    """Multiply tensors and sum over the axes that the result does not name.

    Args:
        equation: A letter per axis, as `"ij,jk->ik"`; `...` stands for leading axes that broadcast.
        inputs: One tensor for each part of the equation.
        kwargs: `name` and `optimize`, ignored: products are taken from left to right.

    Raises:
        ValueError: An equation that does not read, or does not fit the inputs.
        InvalidArgumentError: One letter for different sizes.
    """
    tensors = [as_tensor(x, op="einsum") for x in inputs]
    terms, output = _parsed(equation, tensors)
    sizes = _sizes(equation, terms, tensors)
    term, total = _single(terms[0], tensors[0])
    rest = list(zip(terms[1:], tensors[1:], strict=True))
    for i, (other, tensor) in enumerate(rest):
        needed = {*output, *(label for later, _ in rest[i + 1 :] for label in later)}
        other, tensor = _single(other, tensor)
        term, total = _contracted(term, total, other, tensor, needed, sizes)
    return _finished(term, total, output)


def _parsed(equation: str, tensors: list[Tensor]) -> tuple[list[str], str]:
    """Labels of each input and of the output; axes under `...` get labels of their own."""
    text = equation.replace(" ", "")
    if not _EQUATION.match(text):
        raise ValueError(f"einsum: Invalid einsum equation: {equation!r}")
    left, arrow, output = text.partition("->")
    parts = left.split(",")
    if len(parts) != len(tensors):
        raise ValueError(
            f"einsum: expected {len(parts)} inputs for {equation!r}. Received: {len(tensors)}."
        )
    hidden = [
        tensor.ndim - len(part.replace("...", "")) if "..." in part else 0
        for part, tensor in zip(parts, tensors, strict=True)
    ]
    widest = max(hidden)
    names = "".join(chr(0x2460 + i) for i in range(max(widest, 0)))
    terms = [
        part.replace("...", names[widest - count :] if count > 0 else "")
        for part, count in zip(parts, hidden, strict=True)
    ]
    if not arrow:
        counts = Counter("".join(terms))
        output = names + "".join(sorted(c for c in counts if counts[c] == 1 and c not in names))
    else:
        output = output.replace("...", names)
    if len(set(output)) != len(output) or not set(output) <= set("".join(terms)):
        raise ValueError(
            f"einsum: Output labels must be distinct and come from the inputs: {equation!r}"
        )
    return terms, output


def _sizes(equation: str, terms: list[str], tensors: list[Tensor]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for term, tensor in zip(terms, tensors, strict=True):
        if len(term) != tensor.ndim:
            raise InvalidArgumentError(
                f"einsum: expected rank {len(term)} for {term!r} of {equation!r}. Received: "
                f"{tensor.shape}.",
                op="einsum",
            )
        for label, n in zip(term, sizes_of(tensor), strict=True):
            known = sizes.get(label, n)
            broadcasts = not label.isalpha() and 1 in (known, n)
            if known != n and not broadcasts:
                raise InvalidArgumentError(
                    f"einsum: Expected dimension {known} for label {label!r} of {equation!r}. "
                    f"Received: {n}, of shapes {', '.join(str(t.shape) for t in tensors)}.",
                    op="einsum",
                )
            sizes[label] = max(known, n)
    return sizes


def _single(term: str, tensor: Tensor) -> tuple[str, Tensor]:
    """Labels that occur twice in one term become the diagonal."""
    for label, count in Counter(term).items():
        for _ in range(count - 1):
            first = term.index(label)
            second = term.index(label, first + 1)
            others = [i for i in range(len(term)) if i not in (first, second)]
            tensor = diag_part(transpose(tensor, [*others, first, second]))
            term = "".join(term[i] for i in others) + label
    return term, tensor


def _contracted(
    left: str, a: Tensor, right: str, b: Tensor, needed: set[str], sizes: dict[str, int]
) -> tuple[str, Tensor]:
    """Product of two terms, summed over what only they name."""
    left, a = _without(left, a, needed | set(right))
    right, b = _without(right, b, needed | set(left))
    batch = [c for c in left if c in right and c in needed]
    summed = [c for c in left if c in right and c not in needed]
    rows = [c for c in left if c not in right]
    columns = [c for c in right if c not in left]
    a = _arranged(left, a, [batch, rows, summed], sizes)
    b = _arranged(right, b, [batch, summed, columns], sizes)
    lead = tuple(sizes[c] for c in batch)
    shape = (*lead, *(sizes[c] for c in rows + columns))
    return "".join(batch + rows + columns), reshaped(matmul(a, b), shape)


def _without(term: str, x: Tensor, keep: set[str]) -> tuple[str, Tensor]:
    gone = [i for i, c in enumerate(term) if c not in keep]
    if not gone:
        return term, x
    return "".join(c for c in term if c in keep), reduce_sum(x, gone)


def _arranged(term: str, x: Tensor, groups: list[list[str]], sizes: dict[str, int]) -> Tensor:
    """Axes in the order of the groups; the batch axes kept, the last two groups one axis each."""
    order = [c for group in groups for c in group]
    x = transpose(x, [term.index(c) for c in order])
    x = broadcast_to(x, [sizes[c] for c in order])
    lead = [sizes[c] for c in groups[0]]
    return reshaped(x, (*lead, *(product(sizes[c] for c in group) for group in groups[1:])))


def _finished(term: str, x: Tensor, output: str) -> Tensor:
    term, x = _without(term, x, set(output))
    return transpose(x, [term.index(c) for c in output])
