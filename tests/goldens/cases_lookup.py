"""Expressions of lookup tables, for `generate.py`."""

from __future__ import annotations

from ask import Case, e

PAIRS = "tf.lookup.KeyValueTensorInitializer(['a', 'b', 'c'], tf.constant([0, 1, 2], tf.int64))"


def lookup() -> list[Case]:
    table = f"tf.lookup.StaticHashTable({PAIRS}, -1)"
    vocabulary = f"tf.lookup.StaticVocabularyTable({PAIRS}, 5)"
    texts = [
        f"{table}.lookup(tf.constant(['b', 'z', 'a']))",
        f"{table}.lookup(tf.constant([['c']]))",
        f"{table}[tf.constant('c')]",
        f"{table}.lookup(tf.ragged.constant([['b'], [], ['z', 'a']]))",
        f"{table}.size()",
        f"{table}.lookup(tf.constant([1]))",
        f"{vocabulary}.lookup(tf.constant(['b', 'z', 'hello', '']))",
        f"{vocabulary}.size()",
    ]
    return [e(text) for text in texts]


FAMILIES = {"lookup": lookup}
