"""Methods of `Dataset` that put elements together or take them apart."""

from collections.abc import Callable, Sequence
from typing import Any, Self

import numpy as np

from tfjs.data import _arguments, _values
from tfjs.data._core import Core
from tfjs.data._function import Mapped
from tfjs.data.buckets import bucketed
from tfjs.data.stages.batching import Batch, RaggedBatch, Rebatch, Unbatch
from tfjs.data.stages.grouping import GroupByWindow, Window
from tfjs.data.stages.mapping import Map
from tfjs.data.stages.padding import PaddedBatch
from tfjs.data.stages.resampling import Resampled
from tfjs.data.stages.sources import Drawn


class Gathering(Core):
    """The part of `Dataset` that changes how many elements there are."""

    def batch(
        self,
        batch_size: Any,
        drop_remainder: Any = False,
        num_parallel_calls: Any = None,
        deterministic: bool | None = None,
        name: str | None = None,
    ) -> Self:
        """Several elements as one, with another axis in front.

        Args:
            batch_size: Elements in a batch.
            drop_remainder: Whether a last, smaller batch is left out.
            num_parallel_calls: Accepted.
            deterministic: Accepted; the order is always kept.

        Raises:
            InvalidArgumentError: `batch_size` is not positive; while it is iterated: elements of
                different shapes.
        """
        size = _arguments.positive(batch_size, "batch", "batch_size")
        made = Batch(self._stage, size, drop=bool(drop_remainder))
        if num_parallel_calls is not None:
            made.label = "_ParallelBatchDataset"
        return self._then(made)

    def padded_batch(
        self,
        batch_size: Any,
        padded_shapes: Any = None,
        padding_values: Any = None,
        drop_remainder: Any = False,
        name: str | None = None,
    ) -> Self:
        """Several elements as one, each filled up at its ends to one shape.

        Args:
            batch_size: Elements in a batch.
            padded_shapes: The shape to fill up to, in the structure of the elements; a size of None
                or -1 means the largest in the batch, which None means for all.
            padding_values: Scalars to fill with, in that structure or one for all; 0, False or an
                empty string if None.
            drop_remainder: Whether a last, smaller batch is left out.

        Raises:
            ValueError: `padded_shapes` does not fit the elements.
            InvalidArgumentError: While it is iterated: an element that is larger.
        """
        size = _arguments.positive(batch_size, "padded_batch", "batch_size")
        drop = bool(drop_remainder)
        return self._then(PaddedBatch(self._stage, size, padded_shapes, padding_values, drop=drop))

    def ragged_batch(
        self,
        batch_size: Any,
        drop_remainder: Any = False,
        row_splits_dtype: Any = "int64",
        name: str | None = None,
    ) -> Self:
        """Several elements as one ragged tensor, where their sizes are not known to agree."""
        size = _arguments.positive(batch_size, "ragged_batch", "batch_size")
        return self._then(RaggedBatch(self._stage, size, drop=bool(drop_remainder)))

    def unbatch(self, name: str | None = None) -> Self:
        """The rows of each element, one by one."""
        return self._then(Unbatch(self._stage))

    def rebatch(
        self, batch_size: Any, drop_remainder: Any = False, name: str | None = None
    ) -> Self:
        """Batches of another size, made of the rows of these.

        Args:
            batch_size: Rows in a batch; several sizes take turns.
            drop_remainder: Whether a last, smaller batch is left out.
        """
        sizes = _values.host(_values.component(batch_size, "rebatch")).reshape(-1).tolist()
        checked = [_arguments.positive(size, "rebatch", "batch_size") for size in sizes]
        return self._then(Rebatch(self._stage, checked, drop=bool(drop_remainder)))

    def window(
        self,
        size: Any,
        shift: Any = None,
        stride: Any = 1,
        drop_remainder: Any = False,
        name: str | None = None,
    ) -> Self:
        """Stretches of elements as datasets, one for each component.

        Args:
            size: Elements in a window.
            shift: How far apart windows begin; `size` if None.
            stride: How far apart the elements of a window are.
            drop_remainder: Whether windows that the end cuts short are left out.
        """
        length = _arguments.positive(size, "window", "size")
        step = length if shift is None else _arguments.positive(shift, "window", "shift")
        apart = _arguments.positive(stride, "window", "stride")
        drop = bool(drop_remainder)
        made = Window(self._stage, length, step, apart, type(self)._of, drop=drop)
        return self._then(made)

    def group_by_window(
        self,
        key_func: Callable[..., Any],
        reduce_func: Callable[..., Any],
        window_size: Any = None,
        window_size_func: Callable[[Any], Any] | None = None,
        name: str | None = None,
    ) -> Self:
        """What a function makes of groups of elements with one key.

        Args:
            key_func: From an element to a scalar of int64.
            reduce_func: From a key and a dataset of the group to a dataset, whose elements come
                out.
            window_size: Elements in a full group.
            window_size_func: That size for a key.

        Raises:
            ValueError: Neither or both of the sizes.
        """
        if (window_size is not None) == (window_size_func is not None):
            raise ValueError(
                "Either the `window_size` argument or the `window_size_func` argument "
                "must be specified."
            )
        if window_size_func is None:
            fixed = _arguments.positive(window_size, "group_by_window", "window_size")
            size: Callable[[Any], int] = lambda _: fixed  # noqa: E731
        else:
            sized = Mapped(window_size_func, "window_size_func", traced=False)

            def size(key: Any) -> int:
                number = _values.host(sized(_values.component(key, "group_by_window")))
                return _arguments.positive(number, "group_by_window", "window_size_func")

        key = Mapped(key_func, "key_func")
        reduce = Mapped(reduce_func, "reduce_func", traced=False)
        return self._then(GroupByWindow(self._stage, key, reduce, size, type(self)._of))

    def rejection_resample(
        self,
        class_func: Callable[..., Any],
        target_dist: Any,
        initial_dist: Any = None,
        seed: int | None = None,
        name: str | None = None,
    ) -> Self:
        """Pairs of a class and its element, so many of each class as are wanted.

        Elements are left out, and some come twice; see `stages/resampling.py` for the chances.

        Args:
            class_func: The class of an element, a whole number as a scalar.
            target_dist: Wanted share of each class.
            initial_dist: The shares that they have; estimated from the elements if None.
            seed: See `tf.random.set_seed`. What is drawn is not what TensorFlow draws.

        Raises:
            ValueError: The two lists of shares differ in length.
        """
        lists = [given for given in (target_dist, initial_dist) if given is not None]
        shares = [np.asarray(_values.host(given), np.float32).reshape(-1) for given in lists]
        if shares[0].shape != shares[-1].shape:
            raise ValueError(
                "rejection_resample: expected a share of each class in both `target_dist` and "
                f"`initial_dist`. Received: {len(shares[0])} and {len(shares[-1])} shares."
            )

        def paired(*element: Any) -> Any:
            return class_func(*element), element if len(element) > 1 else element[0]

        pairs = Map(self._stage, Mapped(paired, "class_func"), parallel=False)
        numbers = Drawn(_arguments.epochs(seed, "rejection_resample", anew=False), 32)
        own = shares[1] if initial_dist is not None else None
        return self._then(Resampled(pairs, shares[0], own, numbers))

    def bucket_by_sequence_length(
        self,
        element_length_func: Callable[..., Any],
        bucket_boundaries: Sequence[int],
        bucket_batch_sizes: Sequence[int],
        padded_shapes: Any = None,
        padding_values: Any = None,
        pad_to_bucket_boundary: bool = False,
        no_padding: bool = False,
        drop_remainder: bool = False,
        name: str | None = None,
    ) -> Self:
        """Batches of elements of similar lengths, filled up to the longest.

        Args:
            element_length_func: From an element to its length, a scalar of int32.
            bucket_boundaries: Lengths at which the next bucket begins.
            bucket_batch_sizes: Elements in a batch of each bucket; one more than boundaries.
            padded_shapes: See `padded_batch`.
            padding_values: See `padded_batch`.
            pad_to_bucket_boundary: Fill up to the bucket's boundary less one, instead.
            no_padding: Fill nothing up.
            drop_remainder: Whether smaller batches are left out.

        Raises:
            ValueError: Sizes and boundaries do not go together.
        """
        plan = bucketed(
            element_length_func,
            list(bucket_boundaries),
            list(bucket_batch_sizes),
            (padded_shapes, padding_values),
            to_boundary=pad_to_bucket_boundary,
            no_padding=no_padding,
            drop=drop_remainder,
        )
        return self.group_by_window(plan.bucket, plan.batch, window_size_func=plan.size)
