"""Some of many classes, drawn to train with: `tf.random.*_candidate_sampler`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.dtypes import INTEGER
from tfjs.errors import InvalidArgumentError
from tfjs.ops import _draws
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops._families import filled
from tfjs.ops.arithmetic import truediv
from tfjs.ops.casting import cast
from tfjs.ops.comparison import equal, where
from tfjs.ops.gathering import gather
from tfjs.ops.math import add, expm1, log, log1p, multiply, negative
from tfjs.ops.shaping import sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


class Candidates(NamedTuple):
    """What a sampler gives."""

    sampled_candidates: Tensor
    """Classes, int64, shape `(num_sampled,)`."""
    true_expected_count: Tensor
    """How often each true class is to be expected among as many, of the shape of these."""
    sampled_expected_count: Tensor
    """The same for the candidates."""


def uniform_candidate_sampler(
    true_classes: "TensorLike",
    num_true: int,
    num_sampled: int,
    unique: bool,
    range_max: int,
    seed: int | None = None,
    name: str | None = None,
) -> Candidates:
    """Classes that are all as likely.

    Args:
        true_classes: Shape `(batch, num_true)`, integers in `[0, range_max)`; they may be drawn.
        num_true: How many each example has.
        num_sampled: How many to draw.
        unique: Whether a class is drawn once at most.
        range_max: How many classes there are.
        seed: See `tf.random.set_seed`; the numbers are TensorFlow's.

    Raises:
        InvalidArgumentError: Another shape of `true_classes`; fewer classes than are to be drawn
            once.

    Differs from TensorFlow: the values of `true_classes` are not checked.
    """
    op = "uniform_candidate_sampler"
    true = _checked(true_classes, num_true, num_sampled, unique, range_max, op)

    def share(classes: Tensor) -> Tensor:
        return filled(sizes_of(classes), 1 / range_max, dtypes.float32)

    return _drawn("even", [range_max], share, true, num_sampled, unique, seed, op)


def log_uniform_candidate_sampler(
    true_classes: "TensorLike",
    num_true: int,
    num_sampled: int,
    unique: bool,
    range_max: int,
    seed: int | None = None,
    name: str | None = None,
) -> Candidates:
    """Classes by their rank in a list of frequencies (Zipf's law): class 0 is the likeliest.

    Class `k` has the probability `log((k + 2) / (k + 1)) / log(range_max + 1)`. Arguments and
    result as for `uniform_candidate_sampler`.
    """
    op = "log_uniform_candidate_sampler"
    true = _checked(true_classes, num_true, num_sampled, unique, range_max, op)

    def share(classes: Tensor) -> Tensor:
        ranks = cast(classes, dtypes.float32)
        return truediv(log(truediv(add(ranks, 2.0), add(ranks, 1.0))), float(np.log1p(range_max)))

    return _drawn("ranked", [range_max], share, true, num_sampled, unique, seed, op)


def fixed_unigram_candidate_sampler(
    true_classes: "TensorLike",
    num_true: int,
    num_sampled: int,
    unique: bool,
    range_max: int,
    vocab_file: str = "",
    distortion: float = 1.0,
    num_reserved_ids: int = 0,
    num_shards: int = 1,
    shard: int = 0,
    unigrams: Sequence[float] = (),
    seed: int | None = None,
    name: str | None = None,
) -> Candidates:
    """Classes by given weights.

    Args:
        true_classes: Shape `(batch, num_true)`, integers in `[0, range_max)`.
        num_true: How many each example has.
        num_sampled: How many to draw.
        unique: Whether a class is drawn once at most.
        range_max: How many classes there are, reserved ones too.
        vocab_file: A file whose lines end with a comma and a weight, in place of `unigrams`.
        distortion: Exponent of the weights.
        num_reserved_ids: How many classes before those with weights are never drawn.
        num_shards: Draw among every `num_shards`-th class only,
        shard: from this one on.
        unigrams: The weights.
        seed: See `tf.random.set_seed`; the numbers are TensorFlow's.

    Raises:
        InvalidArgumentError: See `uniform_candidate_sampler`; weights and a file, or neither; not
            as many weights as classes.
    """
    op = "fixed_unigram_candidate_sampler"
    if bool(vocab_file) == bool(len(unigrams)):
        raise InvalidArgumentError(
            f"{op}: Must provide both or exactly one of vocab_file and unigrams.", op=op
        )
    if vocab_file:
        with Path(vocab_file).open(encoding="utf-8") as lines:
            unigrams = [float(line.rsplit(",", 1)[1]) for line in lines if line.strip()]
    whole = [0.0] * num_reserved_ids + [float(w) ** distortion for w in unigrams]
    weights = np.asarray(whole[shard::num_shards], np.float32)
    if len(weights) != range_max:
        raise InvalidArgumentError(
            f"{op}: range_max is {range_max} and the number of weights is {len(weights)}.", op=op
        )
    true = _checked(true_classes, num_true, num_sampled, unique, range_max, op)
    shares = (weights / weights.sum(dtype=np.float32)).astype(np.float32)

    def share(classes: Tensor) -> Tensor:
        return gather(from_array(shares, dtypes.float32, None, op), classes)

    return _drawn("weighted", weights, share, true, num_sampled, unique, seed, op)


def learned_unigram_candidate_sampler(
    true_classes: "TensorLike",
    num_true: int,
    num_sampled: int,
    unique: bool,
    range_max: int,
    seed: int | None = None,
    name: str | None = None,
) -> Candidates:
    """Classes by how often they were true before; arguments as for `uniform_candidate_sampler`.

    Differs from TensorFlow: nothing is kept between calls, so all classes are as likely, as they
    are in its first call.
    """
    return uniform_candidate_sampler(true_classes, num_true, num_sampled, unique, range_max, seed)


def all_candidate_sampler(
    true_classes: "TensorLike",
    num_true: int,
    num_sampled: int,
    unique: bool,
    seed: int | None = None,
    name: str | None = None,
) -> Candidates:
    """All classes below `num_sampled`, each once; see `uniform_candidate_sampler`."""
    op = "all_candidate_sampler"
    true = _checked(true_classes, num_true, num_sampled, unique, num_sampled, op)
    numbers = from_array(np.arange(num_sampled), dtypes.int64, None, op)
    one = (filled(sizes_of(x), 1, dtypes.float32) for x in (true, numbers))
    return Candidates(numbers, next(one), next(one))


def compute_accidental_hits(
    true_classes: "TensorLike",
    sampled_candidates: "TensorLike",
    num_true: int,
    seed: int | None = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor, Tensor]:
    """Which candidates are true classes of which examples; they are read.

    Returns:
        Examples, int32; places among the candidates, int64; and the lowest float for each pair.
    """
    op = "compute_accidental_hits"
    true = np.asarray(_checked(true_classes, num_true, 0, False, 1, op).numpy())
    drawn = np.asarray(as_tensor(sampled_candidates, op=op).numpy())
    places = {value: at for at, value in enumerate(drawn.tolist())}
    pairs = [(i, places[v]) for i, row in enumerate(true.tolist()) for v in row if v in places]
    found = np.asarray(pairs, np.int64).reshape(-1, 2)
    lowest = np.full(len(found), np.finfo(np.float32).min)
    return (
        from_array(found[:, 0].astype(np.int32), dtypes.int32, None, op),
        from_array(found[:, 1], dtypes.int64, None, op),
        from_array(lowest, dtypes.float32, None, op),
    )


def _checked(classes: Any, num_true: int, count: int, unique: bool, size: int, op: str) -> Tensor:
    true = require_dtype(as_tensor(classes, op=op), INTEGER, op, "true_classes")
    if true.ndim != 2:
        raise InvalidArgumentError(f"{op}: true_classes must be a matrix", op=op)
    if sizes_of(true)[1] != num_true:
        raise InvalidArgumentError(
            f"{op}: true_classes must have num_true columns, expected: {sizes_of(true)[1]} was: "
            f"{num_true}",
            op=op,
        )
    if unique and count > size:
        raise InvalidArgumentError(f"{op}: Sampler's range is too small.", op=op)
    return true


def _drawn(
    how: str,
    parameters: Any,
    share: Any,
    true: Tensor,
    count: int,
    unique: bool,
    seed: Any,
    op: str,
) -> Candidates:
    draw = _draws.seeded(seed, op)
    kind = f"{how}_once" if unique else how
    given = from_array(np.asarray(parameters, np.float32), dtypes.float32, None, op)
    _bridge.pause_tapes()
    try:
        drawn = draw(kind, (count,), dtypes.int32, (given,))
        found = cast(drawn[:count], dtypes.int64)
        tries = cast(drawn[count], dtypes.float32)

        def expected(classes: Tensor) -> Tensor:
            chance = share(classes)
            if not unique:
                return multiply(chance, float(count))
            # No class twice: one minus the probability of missing it in so many tries.
            hit = negative(expm1(multiply(tries, log1p(negative(chance)))))
            return where(equal(tries, float(count)), multiply(chance, float(count)), hit)

        return Candidates(found, expected(true), expected(found))
    finally:
        _bridge.resume_tapes()
