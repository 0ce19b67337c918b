"""Pipelines that TensorFlow and the library must agree on; each function gives a dataset.

`tf` is TensorFlow or the library, `folder` a folder with the files that `write_files` puts there.
Long because it is one table.
"""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

PIPELINES: dict[str, Any] = {}


def pipeline(function: Any) -> Any:
    """Note a pipeline under its name."""
    PIPELINES[function.__name__] = function
    return function


def write_files(folder: Path) -> None:
    """Files that pipelines read."""
    (folder / "a.txt").write_bytes(b"one\ntwo\r\n\nfour")
    (folder / "b.txt").write_bytes(b"five\n")
    (folder / "c.txt.gz").write_bytes(gzip.compress(b"packed\nlines\n", mtime=0))
    (folder / "fixed.bin").write_bytes(b"HHaaabbbcccF")
    (folder / "t.csv").write_bytes(
        b'name,size,weight,note\n"a, b",1,2.5,x\nc,3,,\nd, 5 ,1e3,"quo""te"\ne,7,0.25,z\n'
    )


def from_function(tf: Any, function: Any, *specs: Any) -> Any:
    return tf.data.Dataset.from_generator(function, output_signature=specs[0])


@pipeline
def slices_of_list(tf, folder):
    return tf.data.Dataset.from_tensor_slices([1, 2, 3])


@pipeline
def slices_of_tuple(tf, folder):
    return tf.data.Dataset.from_tensor_slices(
        ([1.5, 2.5], np.arange(4, dtype=np.int64).reshape(2, 2))
    )


@pipeline
def slices_of_dict(tf, folder):
    return tf.data.Dataset.from_tensor_slices({"b": ["x", "y"], "a": (np.eye(2), [True, False])})


@pipeline
def slices_of_ragged(tf, folder):
    return tf.data.Dataset.from_tensor_slices(tf.ragged.constant([[1, 2], [], [3]]))


@pipeline
def slices_of_deep_ragged(tf, folder):
    return tf.data.Dataset.from_tensor_slices(tf.ragged.constant([[[1], [2, 3]], [], [[4]]]))


@pipeline
def slices_of_bytes(tf, folder):
    return tf.data.Dataset.from_tensor_slices(np.array(["äb", "c"]))


@pipeline
def slices_of_small_ints(tf, folder):
    return tf.data.Dataset.from_tensor_slices(np.array([[250, 3], [4, 5]], np.uint8)).batch(2)


@pipeline
def whole_structure(tf, folder):
    return tf.data.Dataset.from_tensors(({"x": [1.0, 2.0]}, "label", 3))


@pipeline
def range_down(tf, folder):
    return tf.data.Dataset.range(10, 0, -3)


@pipeline
def range_of_floats(tf, folder):
    return tf.data.Dataset.range(2, 5, output_type=tf.float32)


@pipeline
def range_of_nothing(tf, folder):
    return tf.data.Dataset.range(5, 2)


@pipeline
def counted(tf, folder):
    return tf.data.Dataset.counter(5, 2).take(3)


@pipeline
def generated(tf, folder):
    spec = (tf.TensorSpec((None,), tf.float32), tf.TensorSpec((), tf.string))
    return from_function(tf, lambda: (([i] * i, f"n{i}") for i in range(3)), spec)


@pipeline
def generated_by_types(tf, folder):
    return tf.data.Dataset.from_generator(
        lambda n: iter(range(n)), output_types=tf.int32, output_shapes=(), args=[4]
    )


@pipeline
def zipped(tf, folder):
    first = tf.data.Dataset.range(3)
    return tf.data.Dataset.zip((first, {"k": tf.data.Dataset.range(10, 20).batch(2)}))


@pipeline
def zipped_by_arguments(tf, folder):
    first = tf.data.Dataset.range(2)
    return tf.data.Dataset.zip(first, first.repeat())


@pipeline
def concatenated(tf, folder):
    first = tf.data.Dataset.from_tensors([1, 2])
    return first.concatenate(tf.data.Dataset.from_tensors([3]))


@pipeline
def mapped(tf, folder):
    return tf.data.Dataset.range(4).map(lambda x: (x * x, tf.cast(x, tf.float32) / 2))


@pipeline
def mapped_tuple(tf, folder):
    pairs = tf.data.Dataset.from_tensor_slices(([1, 2], [[3.0], [4.0]]))
    return pairs.map(lambda a, b: {"sum": tf.cast(a, tf.float32) + b, "list": [a, a]})


@pipeline
def mapped_to_list(tf, folder):
    return tf.data.Dataset.range(2).map(lambda x: [x, x + 1])


@pipeline
def mapped_batches(tf, folder):
    return tf.data.Dataset.range(5).batch(2).map(lambda x: tf.reduce_sum(x, keepdims=True))


@pipeline
def mapped_in_parallel(tf, folder):
    return tf.data.Dataset.range(3).map(
        lambda x: -x, num_parallel_calls=tf.data.AUTOTUNE, deterministic=True
    )


@pipeline
def mapped_by_control_flow(tf, folder):
    def double_if_large(x):
        if x > 2:
            return x * 2
        return x

    return tf.data.Dataset.range(5).map(double_if_large)


@pipeline
def mapped_strings(tf, folder):
    return tf.data.Dataset.from_tensor_slices(["ab", "cde"]).map(tf.strings.length)


@pipeline
def mapped_by_python(tf, folder):
    def plus(x):
        return x + np.float32(0.5)

    return tf.data.Dataset.from_tensor_slices([1.0, 2.0]).map(
        lambda x: tf.numpy_function(plus, [x], tf.float32)
    )


@pipeline
def filtered(tf, folder):
    return tf.data.Dataset.range(10).filter(lambda x: x % 3 == 1)


@pipeline
def batched(tf, folder):
    return tf.data.Dataset.from_tensor_slices(
        (np.arange(14.0).reshape(7, 2), list(range(7)))
    ).batch(3)


@pipeline
def batched_whole(tf, folder):
    return tf.data.Dataset.range(7).batch(3, drop_remainder=True)


@pipeline
def batched_twice(tf, folder):
    return tf.data.Dataset.range(8).batch(2).batch(2)


@pipeline
def batched_strings(tf, folder):
    return tf.data.Dataset.from_tensor_slices(["a", "bc", "d"]).batch(2)


@pipeline
def batched_ragged(tf, folder):
    rows = tf.ragged.constant([[1], [2, 3], []])
    return (
        tf.data.Dataset.from_tensor_slices(rows)
        .map(lambda x: tf.RaggedTensor.from_tensor(tf.expand_dims(x, 0)))
        .batch(2)
    )


@pipeline
def unbatched(tf, folder):
    return tf.data.Dataset.from_tensor_slices(
        ([[1, 2], [3, 4]], [["a", "b"], ["c", "d"]])
    ).unbatch()


@pipeline
def unbatched_ragged(tf, folder):
    return tf.data.Dataset.from_tensors(tf.ragged.constant([[1], [], [2, 3]])).unbatch()


@pipeline
def padded(tf, folder):
    spec = tf.TensorSpec((None,), tf.int32)
    return from_function(tf, lambda: ([i] * i for i in range(1, 6)), spec).padded_batch(2)


@pipeline
def padded_to_shape(tf, folder):
    spec = (tf.TensorSpec((None,), tf.float32), tf.TensorSpec((None,), tf.string))
    made = from_function(tf, lambda: (([i] * i, ["s"] * i) for i in range(1, 4)), spec)
    return made.padded_batch(3, ([5], [None]), (-1.0, "-"))


@pipeline
def padded_dict(tf, folder):
    spec = {"x": tf.TensorSpec((None, 2), tf.int64), "y": tf.TensorSpec((), tf.int32)}
    made = from_function(tf, lambda: ({"x": np.ones((i, 2), int), "y": i} for i in (2, 1, 3)), spec)
    return made.padded_batch(2, drop_remainder=True)


@pipeline
def ragged_batch(tf, folder):
    spec = (tf.TensorSpec((None,), tf.int32), tf.TensorSpec((2,), tf.float32))
    made = from_function(tf, lambda: ((range(i), [i, -i]) for i in range(4)), spec)
    return made.ragged_batch(3)


@pipeline
def rebatched(tf, folder):
    return tf.data.Dataset.range(7).batch(3).rebatch(2)


@pipeline
def rebatched_in_turn(tf, folder):
    return tf.data.Dataset.range(9).batch(4).rebatch([1, 3], drop_remainder=True)


@pipeline
def shuffled(tf, folder):
    return tf.data.Dataset.range(10).shuffle(4, seed=7)


@pipeline
def shuffled_the_same(tf, folder):
    return tf.data.Dataset.range(10).shuffle(4, seed=7, reshuffle_each_iteration=False)


@pipeline
def shuffled_whole(tf, folder):
    return tf.data.Dataset.range(7).shuffle(100, seed=1).batch(3)


@pipeline
def shuffled_by_the_global_seed(tf, folder):
    tf.random.set_seed(5)
    return tf.data.Dataset.zip(
        tf.data.Dataset.range(9).shuffle(4), tf.data.Dataset.range(9).shuffle(9)
    )


@pipeline
def shuffled_and_repeated(tf, folder):
    return tf.data.Dataset.range(6).shuffle(3, seed=2).repeat(3)


@pipeline
def repeated_and_shuffled(tf, folder):
    return tf.data.Dataset.range(5).repeat(2).shuffle(4, seed=3).skip(1).shard(2, 0)


@pipeline
def shuffled_strings(tf, folder):
    return tf.data.Dataset.from_tensor_slices(["a", "b", "c", "d"]).shuffle(4, seed=11).batch(2)


@pipeline
def shuffled_large(tf, folder):
    return tf.data.Dataset.range(300).shuffle(100, seed=42).batch(300)


@pipeline
def repeated(tf, folder):
    return tf.data.Dataset.range(3).repeat(2)


@pipeline
def repeated_for_ever(tf, folder):
    return tf.data.Dataset.range(2).repeat().take(5)


@pipeline
def repeated_endlessly(tf, folder):
    return tf.data.Dataset.range(2).repeat()


@pipeline
def taken_and_skipped(tf, folder):
    return tf.data.Dataset.range(10).skip(3).take(4)


@pipeline
def skipped_all(tf, folder):
    return tf.data.Dataset.range(10).skip(-1)


@pipeline
def sharded(tf, folder):
    return tf.data.Dataset.range(10).shard(3, 1).batch(2)


@pipeline
def cached(tf, folder):
    return tf.data.Dataset.range(4).map(lambda x: x + 1).cache().prefetch(2)


@pipeline
def cached_after_shuffle(tf, folder):
    return tf.data.Dataset.range(6).shuffle(6, seed=9).cache()


@pipeline
def interleaved(tf, folder):
    def rows(x):
        return tf.data.Dataset.from_tensors(x).repeat(4)

    return tf.data.Dataset.range(1, 6).interleave(rows, cycle_length=2, block_length=3)


@pipeline
def interleaved_unevenly(tf, folder):
    return tf.data.Dataset.range(1, 6).interleave(
        lambda x: tf.data.Dataset.range(x), cycle_length=3, block_length=2, num_parallel_calls=2
    )


@pipeline
def flat_mapped(tf, folder):
    return tf.data.Dataset.range(4).flat_map(lambda x: tf.data.Dataset.range(x))


@pipeline
def windows(tf, folder):
    return tf.data.Dataset.range(7).window(3, shift=2).flat_map(lambda w: w.batch(3))


@pipeline
def windows_with_stride(tf, folder):
    made = tf.data.Dataset.range(10).window(3, shift=1, stride=2, drop_remainder=True)
    return made.flat_map(lambda w: w.batch(3, drop_remainder=True))


@pipeline
def windows_far_apart(tf, folder):
    return tf.data.Dataset.range(11).window(2, shift=4).flat_map(lambda w: w.batch(2))


@pipeline
def windows_of_dicts(tf, folder):
    made = tf.data.Dataset.from_tensor_slices({"a": [1, 2, 3], "b": [4.0, 5.0, 6.0]}).window(2)
    return made.flat_map(lambda w: tf.data.Dataset.zip((w["a"].batch(2), w["b"].batch(2))))


@pipeline
def numbered(tf, folder):
    return tf.data.Dataset.from_tensor_slices(["a", "b"]).enumerate(start=5)


@pipeline
def scanned(tf, folder):
    return tf.data.Dataset.range(5).scan(np.int64(0), lambda s, x: (s + x, (s + x, x)))


@pipeline
def taken_while(tf, folder):
    return tf.data.Dataset.range(10).take_while(lambda x: x < 4)


@pipeline
def unique_numbers(tf, folder):
    return tf.data.Dataset.from_tensor_slices([1, 37, 2, 37, 2, 1]).unique()


@pipeline
def unique_strings(tf, folder):
    return tf.data.Dataset.from_tensor_slices(["a", "b", "a"]).unique()


@pipeline
def grouped(tf, folder):
    return tf.data.Dataset.range(10).group_by_window(
        key_func=lambda x: x % 3, reduce_func=lambda key, w: w.batch(3), window_size=3
    )


@pipeline
def bucketed(tf, folder):
    spec = tf.TensorSpec((None,), tf.int32)
    rows = [[1], [2, 2], [3, 3, 3], [4] * 6, [5], [6] * 7, [7, 7], [8]]
    return from_function(tf, lambda: iter(rows), spec).bucket_by_sequence_length(
        lambda x: tf.shape(x)[0], bucket_boundaries=[2, 5], bucket_batch_sizes=[2, 2, 2]
    )


@pipeline
def bucketed_to_boundary(tf, folder):
    spec = tf.TensorSpec((None,), tf.int32)
    rows = [[1], [2, 2], [3, 3, 3], [5], [7, 7]]
    return from_function(tf, lambda: iter(rows), spec).bucket_by_sequence_length(
        lambda x: tf.shape(x)[0],
        bucket_boundaries=[3, 5],
        bucket_batch_sizes=[2, 2, 2],
        pad_to_bucket_boundary=True,
    )


@pipeline
def chosen(tf, folder):
    parts = [tf.data.Dataset.from_tensors(w).repeat(n) for w, n in (("a", 2), ("b", 3), ("c", 1))]
    choice = tf.data.Dataset.from_tensor_slices(np.array([0, 1, 2, 0, 0, 1, 2, 1], np.int64))
    return tf.data.Dataset.choose_from_datasets(parts, choice, stop_on_empty_dataset=False)


@pipeline
def chosen_until_empty(tf, folder):
    parts = [tf.data.Dataset.range(3), tf.data.Dataset.range(10, 12)]
    choice = tf.data.Dataset.range(2).repeat(4)
    return tf.data.Dataset.choose_from_datasets(parts, choice)


@pipeline
def sampled(tf, folder):
    parts = [tf.data.Dataset.range(10), tf.data.Dataset.range(100, 110)]
    return tf.data.Dataset.sample_from_datasets(parts, weights=[0.3, 0.7], seed=3)


@pipeline
def sampled_evenly(tf, folder):
    parts = [tf.data.Dataset.range(s, s + 9) for s in (0, 100, 200)]
    return tf.data.Dataset.sample_from_datasets(parts, seed=4, stop_on_empty_dataset=True)


@pipeline
def drawn(tf, folder):
    return (
        tf.data.Dataset.random(seed=4)
        .map(lambda x: tf.bitwise.bitwise_and(tf.cast(x, tf.int32), 0xFFFF))
        .take(4)
    )


@pipeline
def listed(tf, folder):
    names = tf.data.Dataset.list_files(str(folder / "*.txt"), shuffle=False)
    return names.map(lambda x: tf.strings.split(x, "/")[-1])


@pipeline
def listed_in_disorder(tf, folder):
    names = tf.data.Dataset.list_files([str(folder / "*.txt"), str(folder / "*.csv")], seed=2)
    return names.map(lambda x: tf.strings.split(x, "/")[-1])


@pipeline
def lines(tf, folder):
    return tf.data.TextLineDataset([str(folder / "a.txt"), str(folder / "b.txt")])


@pipeline
def packed_lines(tf, folder):
    return tf.data.TextLineDataset(str(folder / "c.txt.gz"), compression_type="GZIP")


@pipeline
def fixed_records(tf, folder):
    return tf.data.FixedLengthRecordDataset(str(folder / "fixed.bin"), 3, 2, 1)


@pipeline
def separated(tf, folder):
    kinds = [tf.string, tf.constant([0.0], tf.float32), "-"]
    return tf.data.experimental.CsvDataset(
        str(folder / "t.csv"), kinds, header=True, select_cols=[0, 2, 3]
    )


@pipeline
def made_of_csv(tf, folder):
    return tf.data.experimental.make_csv_dataset(
        str(folder / "t.csv"), 3, label_name="size", num_epochs=1, shuffle=False
    )


@pipeline
def made_of_csv_in_disorder(tf, folder):
    return tf.data.experimental.make_csv_dataset(
        str(folder / "t.csv"), 2, select_columns=["name", "weight"], num_epochs=2, shuffle_seed=5
    )


@pipeline
def with_options(tf, folder):
    options = tf.data.Options()
    options.deterministic = True
    return tf.data.Dataset.range(2).with_options(options)


@pipeline
def applied(tf, folder):
    return tf.data.Dataset.range(6).apply(lambda d: d.filter(lambda x: x > 2).batch(2))


@pipeline
def asserted(tf, folder):
    return (
        tf.data.Dataset.range(4)
        .filter(lambda x: x >= 0)
        .apply(tf.data.experimental.assert_cardinality(4))
    )


@pipeline
def errors_passed_over(tf, folder):
    return (
        tf.data.Dataset.from_tensor_slices([1.0, 0.0, 4.0])
        .map(lambda x: tf.debugging.check_numerics(1.0 / x, "infinite"))
        .ignore_errors()
    )


@pipeline
def digits_like(tf, folder):
    images = (np.arange(10 * 4 * 4) % 256).astype(np.uint8).reshape(10, 4, 4)
    made = tf.data.Dataset.from_tensor_slices((images, np.arange(10, dtype=np.int64)))
    made = made.shuffle(10, seed=3).batch(4)
    return made.map(lambda x, y: (tf.cast(x, tf.float32) / 255.0, tf.one_hot(y, 10)))
