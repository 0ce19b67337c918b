"""Methods of `Dataset` that choose, repeat and reorder elements."""

from pathlib import Path
from typing import Any, Self

from tfjs import dtypes
from tfjs.data import _arguments, _values
from tfjs.data._core import Core, stage_of
from tfjs.data._function import Mapped
from tfjs.data.stages.caching import Cached, write
from tfjs.data.stages.mapping import Filter, IgnoreErrors, TakeWhile, Unique, Zip
from tfjs.data.stages.picking import Concatenate, Forwarded, Repeat, Shard, Skip, Take
from tfjs.data.stages.shuffling import Shuffle
from tfjs.data.stages.sources import Numbered
from tfjs.data.stages.stage import UNKNOWN
from tfjs.errors import InvalidArgumentError, NotProvidedError


class Arranging(Core):
    """The part of `Dataset` that leaves elements as they are."""

    def shuffle(
        self,
        buffer_size: Any,
        seed: Any = None,
        reshuffle_each_iteration: bool | None = True,
        name: str | None = None,
    ) -> Self:
        """Elements in a random order, the one that TensorFlow gives for the same seeds.

        Args:
            buffer_size: From how many elements each is drawn; as many as there are for an even
                shuffle, for which `tf.data.UNKNOWN_CARDINALITY` stands as well.
            seed: See `tf.random.set_seed`.
            reshuffle_each_iteration: Whether each iteration has an order of its own.

        Raises:
            InvalidArgumentError: `buffer_size` is not positive.
        """
        size = _arguments.whole(buffer_size, "shuffle", "buffer_size")
        if size < 1 and size != UNKNOWN:
            raise InvalidArgumentError(
                "buffer_size must be greater than zero or UNKNOWN_CARDINALITY. Received: "
                f"buffer_size={size}.",
                op="shuffle",
            )
        anew = reshuffle_each_iteration is None or bool(reshuffle_each_iteration)
        epochs = _arguments.epochs(seed, "shuffle", anew=anew)
        return self._then(Shuffle(self._stage, size, epochs))

    def repeat(self, count: Any = None, name: str | None = None) -> Self:
        """All elements `count` times, for ever if it is None or -1."""
        times = -1 if count is None else _arguments.whole(count, "repeat", "count")
        return self._then(Repeat(self._stage, times))

    def take(self, count: Any, name: str | None = None) -> Self:
        """The first `count` elements, all if it is -1."""
        return self._then(Take(self._stage, _arguments.whole(count, "take", "count")))

    def skip(self, count: Any, name: str | None = None) -> Self:
        """All but the first `count` elements, none if it is -1."""
        return self._then(Skip(self._stage, _arguments.whole(count, "skip", "count")))

    def shard(self, num_shards: Any, index: Any, name: str | None = None) -> Self:
        """Every `num_shards`-th element, beginning with that at `index`.

        Raises:
            InvalidArgumentError: No share, or no such one.
        """
        count = _arguments.whole(num_shards, "shard", "num_shards")
        place = _arguments.whole(index, "shard", "index")
        if count < 1:
            raise InvalidArgumentError(
                f"Number of shards must be greater than zero (currently num_shards = {count}).",
                op="shard",
            )
        if not 0 <= place < count:
            raise InvalidArgumentError(
                f"Index must be between 0 and {count - 1} (currently index = {place}).", op="shard"
            )
        return self._then(Shard(self._stage, count, place))

    def concatenate(self, dataset: Any, name: str | None = None) -> Self:
        """The elements of this dataset, then those of another one.

        Raises:
            TypeError: Elements of different structures or dtypes.
        """
        return self._then(Concatenate(self._stage, stage_of(dataset, "concatenate")))

    def cache(self, filename: Any = "", name: str | None = None) -> Self:
        """The elements, kept after the first full iteration.

        Args:
            filename: Where in the file system; in memory if empty. `filename` + ".cache" is read
                in later sessions too.
        """
        name_ = _values.host(filename)
        path = name_.decode() if isinstance(name_, bytes) else str(name_)
        return self._then(Cached(self._stage, path or None))

    def snapshot(
        self,
        path: Any,
        compression: str | None = "AUTO",
        reader_func: Any = None,
        shard_func: Any = None,
        name: str | None = None,
    ) -> Self:
        """The elements, kept in a file of a folder for later sessions, as `cache` keeps them.

        Args:
            path: The folder; it is made.
            compression: Accepted.
            reader_func: None: there is one file, which is read in order.
            shard_func: Accepted.

        Raises:
            NotProvidedError: `reader_func` is given.
        """
        if reader_func is not None:
            raise NotProvidedError(
                "tf.data.Dataset.snapshot: there is one file here, so `reader_func` has nothing to "
                "arrange. Leave it out, and call `shuffle` on what comes.",
                op="tf.data.Dataset.snapshot",
            )
        folder = _values.host(path)
        place = Path(folder.decode() if isinstance(folder, bytes) else str(folder))
        place.mkdir(parents=True, exist_ok=True)
        return self.cache(str(place / "snapshot"))

    def prefetch(self, buffer_size: Any, name: str | None = None) -> Self:
        """The same elements.

        Sources that have work to do elsewhere, as `image_dataset_from_directory`, look ahead by
        themselves; everything else is made when it is asked for.
        """
        _arguments.whole(buffer_size, "prefetch", "buffer_size")
        return self._then(Forwarded(self._stage, "_PrefetchDataset"))

    def filter(self, predicate: Any, name: str | None = None) -> Self:
        """The elements for which a function gives True, as a scalar of bool."""
        return self._then(Filter(self._stage, Mapped(predicate, "predicate")))

    def take_while(self, predicate: Any, name: str | None = None) -> Self:
        """The elements before the first for which a function gives False."""
        return self._then(TakeWhile(self._stage, Mapped(predicate, "predicate")))

    def unique(self, name: str | None = None) -> Self:
        """Each element once.

        Raises:
            TypeError: Elements that are not one component of int32, int64 or string.
        """
        return self._then(Unique(self._stage))

    def enumerate(self, start: Any = 0, name: str | None = None) -> Self:
        """Pairs of a number, counted from `start` in int64, and an element."""
        first = _arguments.whole(start, "enumerate", "start")
        numbers = Numbered(first, None, 1, dtypes.int64)
        return self._then(Zip([numbers, self._stage], tuple))

    def save(
        self,
        path: Any,
        compression: Any = None,
        shard_func: Any = None,
        checkpoint_args: Any = None,
    ) -> None:
        """Write all elements to a folder; see `Dataset.load`.

        Args:
            path: The folder, which is made.
            compression: Accepted.
            shard_func: Accepted.
            checkpoint_args: Accepted.

        Differs from TensorFlow: the file in the folder is a pickle, which only `load` here reads.
        """
        write(path, self._stage)

    def ignore_errors(self, log_warning: bool = False, name: str | None = None) -> Self:
        """The elements that can be had: what a function refuses is left out."""

        def log(error: Exception) -> None:
            if log_warning:
                import warnings

                warnings.warn(f"ignore_errors: {error}", RuntimeWarning, stacklevel=2)

        return self._then(IgnoreErrors(self._stage, log))
