"""What the golden files ask about random numbers: the same seeds give TensorFlow's numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ask import c, e

if TYPE_CHECKING:
    from collections.abc import Callable

    from ask import Case

SEED = [7, -3]
FLOATS = ("float32", "float64", "float16")


def _twice(call: str) -> Case:
    """An operation with a seed of its own, called twice after the global seed was set."""
    return e(f"[tf.random.set_seed(5), {call}, {call}][1:]")


def _seeded() -> list[Case]:
    return [
        *(_twice(f"tf.random.uniform([9], seed=3, dtype='{d}')") for d in FLOATS),
        *(_twice(f"tf.random.normal([9], seed=3, dtype='{d}')") for d in FLOATS),
        *(_twice(f"tf.random.truncated_normal([21], seed=3, dtype='{d}')") for d in FLOATS),
        *(
            _twice(f"tf.random.uniform([9], -5, 99, seed=3, dtype='{d}')")
            for d in ("int32", "int64")
        ),
        _twice("tf.random.uniform([2, 3], [1., 2., 3.], [2., 4., 9.], seed=3)"),
        _twice("tf.random.normal([2, 3], [1., 2., 3.], 0.5, seed=3)"),
        _twice("tf.random.gamma([3], [0.2, 1., 2.5], seed=3)"),
        _twice("tf.random.gamma([2, 2], [[0.5], [3.]], [1., 2.], seed=3)"),
        _twice("tf.random.poisson([3], [0.5, 3., 30.], seed=3)"),
        _twice("tf.random.poisson([2], 4., dtype='int64', seed=3)"),
        _twice("tf.random.categorical([[0., 1., 2.], [5., 1., 4.]], 7, seed=3)"),
        _twice("tf.random.shuffle(tf.range(9), seed=3)"),
        _twice("tf.random.shuffle(tf.reshape(tf.range(8), [4, 2]), seed=3)"),
        _twice("tf.nn.dropout(tf.ones([12]), 0.4, seed=3)"),
        _twice("tf.nn.dropout(tf.ones([4, 3]), 0.4, noise_shape=[4, 1], seed=3)"),
        # Operations without a seed of their own get one counted out by the global seed.
        _twice("tf.random.normal([3])"),
        e("[tf.random.set_seed(0), tf.random.uniform([3]), tf.random.normal([3])][1:]"),
        e("[tf.random.set_seed(0), tf.random.uniform([3], seed=0)][1:]"),
        e("[tf.random.set_seed(2**40 + 1), tf.random.uniform([3], seed=2**35)][1:]"),
        e("[tf.random.set_seed(5), tf.random.normal([0, 3]), tf.random.uniform([])][1:]"),
        # The counter of an operation moves on with its size, whatever its shape.
        e(
            "[tf.random.set_seed(5), tf.random.uniform([5, 3], seed=3), "
            "tf.random.uniform([2], seed=3), tf.random.uniform([], seed=3)][1:]"
        ),
    ]


def _stateless() -> list[Case]:
    cases = []
    for name in ("uniform", "normal", "truncated_normal"):
        cases += [c(f"random.stateless_{name}", [11], SEED, dtype=d) for d in FLOATS]
        cases += [c(f"random.stateless_{name}", s, [1, 2]) for s in ([], [0], [2, 1, 2, 1, 2])]
    for dtype in ("int32", "int64"):
        cases += [
            c("random.stateless_uniform", [9], SEED, -5, 1000, dtype=dtype),
            c("random.stateless_uniform", [9], SEED, -(2**31), 2**31 - 1, dtype=dtype),
            c("random.stateless_uniform", [9], [2**40, 3], 0, 10, dtype=dtype),
        ]
    return [
        *cases,
        c("random.stateless_uniform", [9], SEED, None, None, dtype="int32"),
        c("random.stateless_uniform", [9], SEED, None, None, dtype="uint32"),
        c("random.stateless_uniform", [3], SEED, 5, 5, dtype="int32"),
        c("random.stateless_uniform", [3], SEED, 5, None, dtype="int32"),
        c("random.stateless_uniform", [3], [1, 2, 3]),
        c("random.stateless_uniform", [-3], SEED),
        c("random.stateless_uniform", [2, 3], SEED, [1.0, 2.0, 3.0], 5.0),
        c("random.stateless_normal", [2, 3], SEED, 1.5, [1.0, 2.0, 3.0]),
        c("random.stateless_gamma", [3, 4], SEED, alpha=[0.2, 1.0, 3.0, 50.0]),
        c("random.stateless_gamma", [3, 2], SEED, alpha=[0.2, 1.0], beta=[2.0, 3.0]),
        c("random.stateless_poisson", [3, 4], SEED, lam=[0.2, 1.0, 30.0, 500.0]),
        e(
            "tf.random.stateless_binomial([5, 4], [7, -3], counts=[3., 100., 40., 1000.], "
            "probs=[.3, .05, .5, .9])"
        ),
        c("random.stateless_categorical", [[0.0, 1.0, 2.0], [5.0, float("-inf"), 4.0]], 7, SEED),
        e("tf.random.experimental.stateless_shuffle(tf.range(9), [7, -3])"),
        e("tf.random.split(tf.constant([1, 2]), 3)"),
        e("tf.random.fold_in(tf.constant([1, 2]), tf.constant(9))"),
    ]


def _generator() -> list[Case]:
    def drawn(*calls: str) -> Case:
        parts = ", ".join(f"g.{call}" for call in calls)
        return e(f"(lambda g: [{parts}])(tf.random.Generator.from_seed(1234))")

    return [
        drawn("normal([3])", "uniform([2])", "truncated_normal([5])", "state.numpy()"),
        drawn("uniform([5], -5, 9, 'int32')", "uniform([3], 2., 3.)", "normal([2], 1., 2.)"),
        drawn("uniform_full_int([5], 'int32')", "uniform_full_int([5], 'uint32')"),
        drawn("binomial([5, 2], [10., 100.], [.3, .4])", "state.numpy()"),
        drawn("normal([0])", "state.numpy()", "normal([2], dtype='float64')", "state.numpy()"),
        e("[g.normal([2]) for g in tf.random.Generator.from_seed(3).split(3)]"),
        e("tf.random.Generator.from_key_counter(7, [1, 2], 'philox').normal([3])"),
        e("tf.random.Generator.from_state([1, 2, 3], 'philox').normal([3])"),
        e("tf.random.Generator.from_seed([5, 6]).normal([3])"),
        e("(lambda g: [g.skip(3), g.normal([2])][1])(tf.random.Generator.from_seed(8))"),
        e("tf.random.create_rng_state(2**70 + 5, 'philox')[1:]"),
    ]


def _programs() -> list[Case]:
    """A traced function counts its operations; each goes on from call to call."""
    body = "[tf.random.normal([2]), tf.random.uniform([2]), tf.random.uniform([2], seed=9)]"

    def called(function: str, calls: str) -> Case:
        return e(
            f"(lambda f: [tf.random.set_seed(3), {calls}][1:])(tf.function(lambda: {function}))"
        )

    return [
        called(body, "*f(), *f(), *f()"),
        called("tf.nn.dropout(tf.ones([6]), 0.5)", "f(), f(), f()"),
        called("tf.random.shuffle(tf.range(5))", "f(), tf.random.normal([1]), f(), f()"),
        # Setting the seed starts the function's generators anew, with the seeds it was traced with.
        e(
            f"(lambda f: [tf.random.set_seed(3), f(), f(), tf.random.set_seed(4), f(), f()][4:])"
            f"(tf.function(lambda: {body}))"
        ),
        e("[tf.random.set_seed(5), tf.random_uniform_initializer(0, 1, seed=3)([2])][1:]"),
        e("[tf.random.set_seed(5), tf.random_normal_initializer(seed=3)([2])][1:]"),
        e("[tf.constant_initializer(3.)([2]), tf.ones_initializer()([2], tf.int32)]"),
    ]


FAMILIES: dict[str, Callable[[], list[Case]]] = {
    "random_seeded": _seeded,
    "random_stateless": _stateless,
    "random_generator": _generator,
    "random_programs": _programs,
}
