"""Classes drawn among many, and losses over them."""

from __future__ import annotations

from ask import Case, e

TRUE = "tf.constant([[1, 2], [3, 4]], tf.int64)"
W = "tf.reshape(tf.cast((tf.range(30) * 7) % 17 - 8, 'float32') / 8., [10, 3])"
B = "tf.cast((tf.range(10) * 3) % 7 - 3, 'float32') / 4."
X = "tf.constant([[0.5, -1., 2.], [1.5, 0.25, -0.75]])"
VALUES = (
    "(tf.constant([2, 7, 4, 0], tf.int64), tf.constant([[0.5, 0.75], [0.25, 1.]]), "
    "tf.constant([0.5, 0.125, 0.75, 1.]))"
)


def seeded(call: str) -> Case:
    return e(f"tf.random.set_seed(5) or {call}")


def candidates() -> list[Case]:
    r = "tf.random."
    cases = []
    for unique in (True, False):
        for f in ("uniform", "log_uniform"):
            cases += [
                seeded(f"{r}{f}_candidate_sampler({TRUE}, 2, {n}, {unique}, {size}, seed={seed})")
                for n, size, seed in ((3, 6, 1), (4, 8, 2), (20, 1000, None))
            ]
        weights = "unigrams=[1., 2., 5., 4., 0.5, 6.]"
        cases += [
            seeded(f"{r}fixed_unigram_candidate_sampler({TRUE}, 2, 4, {unique}, 6, {more}, seed=3)")
            for more in (
                weights,
                f"{weights}, distortion=0.5",
                "unigrams=[1., 2., 5., 4.], num_reserved_ids=2",
            )
        ]
    again = f"{r}uniform_candidate_sampler({TRUE}, 2, 3, True, 9, seed=1)"
    loss = f"({W}, {B}, {TRUE}, x, 4, 10, 2, sampled_values={VALUES}"
    return [
        *cases,
        seeded(f"[{again}, {again}]"),
        e(f"{r}all_candidate_sampler({TRUE}, 2, 5, True)"),
        e(f"{r}uniform_candidate_sampler({TRUE}, 2, 7, True, 6)"),
        e(f"{r}uniform_candidate_sampler({TRUE}, 1, 3, True, 6)"),
        e(f"{r}fixed_unigram_candidate_sampler({TRUE}, 2, 4, True, 6, unigrams=[1., 2.])"),
        e(f"tf.nn.compute_accidental_hits({TRUE}, tf.constant([2, 3, 0], tf.int64), 2)"),
        *[
            e(
                "(lambda t: (lambda x: (t.watch(x), (lambda y: (y, t.gradient(y, x)))"
                f"(tf.nn.{f}{loss}, remove_accidental_hits={hits})))[1])({X}))"
                "(tf.GradientTape().__enter__())"
            )
            for f in ("sampled_softmax_loss", "nce_loss")
            for hits in (True, False)
        ],
        seeded(f"tf.nn.sampled_softmax_loss({W}, {B}, {TRUE}, {X}, 4, 10, 2, seed=3)"),
    ]


FAMILIES = {"candidates": candidates}
