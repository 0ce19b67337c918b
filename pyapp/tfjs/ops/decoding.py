"""Sequences of labels from the scores of frames. NumPy and Python work on the scores, read back."""

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.dtypes import FLOATING
from tfjs.errors import FailedPreconditionError, InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.sparse_tensor import SparseTensor
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tfjs._typing import TensorLike

_NEVER = -math.inf


def ctc_greedy_decoder(
    inputs: "TensorLike",
    sequence_length: "TensorLike",
    merge_repeated: bool = True,
    blank_index: int | None = None,
) -> tuple[list[SparseTensor], Tensor]:
    """The best class of each frame, without blanks.

    Args:
        inputs: Logits, shape `(frames, batch, classes)`.
        sequence_length: How many frames count, shape `(batch,)`.
        merge_repeated: Whether a class that follows itself without a blank counts once.
        blank_index: The class of the blank, the last one if None; counted from the end if negative.

    Returns:
        A list of one sparse tensor, int64, shape `(batch, longest)`; and minus the sum of the best
        logits, shape `(batch, 1)`.

    Raises:
        InvalidArgumentError: Another rank, a blank that there is not.
        FailedPreconditionError: More frames than there are.
    """
    op = "ctc_greedy_decoder"
    scores, lengths, kind = _read(inputs, sequence_length, op)
    classes = scores.shape[2]
    blank = classes - 1 if blank_index is None else blank_index
    if not -classes <= blank < classes:
        raise InvalidArgumentError(
            f"{op}: blank_index expected to be between {-classes} and {classes - 1}, received "
            f"{blank}",
            op=op,
        )
    rows, totals = [], []
    for number, length in enumerate(lengths):
        frames = scores[:length, number]
        best = frames.argmax(1)
        kept = best != blank % classes
        if merge_repeated:
            kept[1:] &= best[1:] != best[:-1]
        rows.append(best[kept].tolist())
        totals.append([-frames.max(1).sum()])
    return [_sparse(rows)], from_array(np.asarray(totals, np.float32), kind, None, op)


def ctc_beam_search_decoder(
    inputs: "TensorLike",
    sequence_length: "TensorLike",
    beam_width: int = 100,
    top_paths: int = 1,
) -> tuple[list[SparseTensor], Tensor]:
    """The likeliest sequences of labels, found by a search among the best beginnings.

    Args:
        inputs: Logits, shape `(frames, batch, classes)`; the last class is the blank.
        sequence_length: How many frames count, shape `(batch,)`.
        beam_width: How many beginnings are followed.
        top_paths: How many sequences are wanted.

    Returns:
        A list of `top_paths` sparse tensors, int64, shape `(batch, longest)`, the likeliest first;
        and logarithms of their probabilities, shape `(batch, top_paths)`.

    Raises:
        InvalidArgumentError: Another rank, or more paths than beginnings.
        FailedPreconditionError: More frames than there are.
    """
    op = "ctc_beam_search_decoder"
    scores, lengths, kind = _read(inputs, sequence_length, op)
    if not 0 < top_paths <= beam_width:
        raise InvalidArgumentError(
            f"{op}: expected top_paths in [1, beam_width = {beam_width}]. Received: {top_paths}.",
            op=op,
        )
    found = [_searched(scores[:n, i], beam_width, top_paths) for i, n in enumerate(lengths)]
    paths = [_sparse([row[k][0] for row in found]) for k in range(top_paths)]
    logs = np.asarray([[row[k][1] for k in range(top_paths)] for row in found], np.float32)
    return paths, from_array(logs.reshape(len(lengths), top_paths), kind, None, op)


def _read(inputs: Any, lengths: Any, op: str) -> tuple["NDArray[Any]", list[int], Any]:
    x = require_dtype(as_tensor(inputs, op=op), FLOATING, op, "inputs")
    scores = np.asarray(x.numpy(), np.float64)
    counts = np.asarray(as_tensor(lengths, op=op).numpy())
    if scores.ndim != 3 or counts.shape != scores.shape[1:2]:
        raise InvalidArgumentError(
            f"{op}: expected inputs of rank 3 and as many lengths as sequences. Received: shapes "
            f"{list(scores.shape)} and {list(counts.shape)}.",
            op=op,
        )
    if counts.size and counts.max() > len(scores):
        raise FailedPreconditionError(
            f"{op}: expected sequence_length <= {len(scores)}. Received: {counts.max()}.", op=op
        )
    return scores, counts.tolist(), x.dtype


def _sparse(rows: list[list[int]]) -> SparseTensor:
    places = [(i, j) for i, row in enumerate(rows) for j in range(len(row))]
    flat = np.asarray([value for row in rows for value in row], np.int64)
    values = from_array(flat, dtypes.int64, None, "ctc_decoder")
    sizes = (len(rows), max(map(len, rows), default=0))
    return SparseTensor(np.asarray(places, np.intp).reshape(-1, 2), values, sizes)


def _joined(a: float, b: float) -> float:
    """Logarithm of the sum of powers."""
    high, low = max(a, b), min(a, b)
    return high if low == _NEVER else high + math.log1p(math.exp(low - high))


def _searched(scores: "NDArray[Any]", width: int, count: int) -> list[tuple[list[int], float]]:
    """The best paths of one sequence: `beams` has a pair of logarithms for each beginning.

    The first is of ending with a blank, the second of ending with the last label.
    """
    peak = scores.max(1, keepdims=True)
    logs = scores - peak - np.log(np.exp(scores - peak).sum(1, keepdims=True))
    beams: dict[tuple[int, ...], tuple[float, float]] = {(): (0.0, _NEVER)}
    for row in logs.tolist():
        blank = row.pop()
        grown: dict[tuple[int, ...], tuple[float, float]] = {}
        for path, (rest, end) in beams.items():
            whole = _joined(rest, end)
            of_label = end + row[path[-1]] if path else _NEVER
            parent = beams.get(path[:-1]) if path else None
            if parent is not None:
                repeats = len(path) > 1 and path[-1] == path[-2]
                before = parent[0] if repeats else _joined(*parent)
                of_label = _joined(of_label, before + row[path[-1]])
            grown[path] = (whole + blank, of_label)
        for path, (rest, end) in beams.items():
            whole = _joined(rest, end)
            for label, score in enumerate(row):
                longer = (*path, label)
                if longer not in beams:
                    before = rest if path and path[-1] == label else whole
                    if before != _NEVER:
                        grown[longer] = (_NEVER, before + score)
        beams = dict(sorted(grown.items(), key=lambda item: -_joined(*item[1]))[:width])
    best = sorted(beams.items(), key=lambda item: -_joined(*item[1]))[:count]
    chosen = [(list(path), _joined(*pair)) for path, pair in best]
    return chosen + [([], _NEVER)] * (count - len(chosen))
