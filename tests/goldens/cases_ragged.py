"""Expressions of ragged tensors, for `generate.py`."""

from __future__ import annotations

from ask import Case, e

R1 = "tf.ragged.constant([[3., 1., 4.], [], [1., 5.], [9.]])"
R1I = "tf.ragged.constant([[3, 1, 4], [], [1, 5], [9]])"
R2 = "tf.ragged.constant([[[1, 2], [3]], [], [[4, 5, 6], [], [7]]])"
RV = "tf.RaggedTensor.from_row_splits(tf.reshape(tf.range(12.), [6, 2]), [0, 2, 2, 6])"
RB = "tf.ragged.constant([[True, False], [True], []])"
IDS = "tf.ragged.constant([[1, 2], [], [0, 0, 1]])"
RM = "tf.ragged.constant([[1, 2, 3], [4], [5, 6]])"
MASK = "tf.ragged.constant([[False, False, True], [True], [True, True]])"
M2 = "tf.ragged.constant([[True, False], [], [True, True, False]])"
SQUARE = "[[1, 2, 3], [4, 5, 6]]"
RS = "tf.ragged.constant([['a', 'bb'], [], ['ccc']])"


def construction() -> list[Case]:
    make = "tf.RaggedTensor.from_"
    return [
        e(text)
        for text in [
            *[R1, R1I, R2, RV, RB, RS],
            make + "row_splits([3, 1, 4, 1, 5], [0, 4, 4, 5])",
            make + "row_splits([3, 1, 4], tf.constant([0, 2, 3], tf.int32))",
            make + "row_splits([3, 1, 4], [1, 2, 3])",
            make + "row_splits([3, 1, 4], [0, 2, 1, 3])",
            make + "row_splits([3, 1, 4], [0, 2, 5])",
            make + "row_splits([3, 1, 4], [])",
            make + "row_splits(3, [0, 1])",
            make + "row_splits([3, 1, 4], [[0, 3]])",
            make + "row_lengths([3, 1, 4, 1, 5], [2, 0, 3])",
            make + "row_lengths([3, 1, 4], [2, 2])",
            make + "row_lengths([3, 1, 4], [4, -1])",
            make + "value_rowids([3, 1, 4, 1, 5], [0, 0, 2, 2, 4])",
            make + "value_rowids([3, 1, 4, 1, 5], [0, 0, 2, 2, 4], nrows=7)",
            make + "value_rowids([3, 1], [1, 0])",
            make + "value_rowids([3, 1], [0, 1], nrows=1)",
            make + "value_rowids([3, 1], [0, 1], nrows=-1)",
            make + "value_rowids(tf.zeros([0]), tf.zeros([0], tf.int64))",
            make + "row_starts([3, 1, 4, 1, 5], [0, 4, 4])",
            make + "row_limits([3, 1, 4, 1, 5], [4, 4, 5])",
            make + "uniform_row_length([1, 2, 3, 4, 5, 6], 2)",
            make + "uniform_row_length(tf.zeros([0]), 0, nrows=3)",
            make + "uniform_row_length([1, 2, 3], 2)",
            make + "uniform_row_length([1, 2, 3], -1)",
            make + "nested_row_splits([3, 1, 4, 1, 5, 9, 2], [[0, 3, 3, 5], [0, 4, 4, 5, 6, 7]])",
            make + "nested_row_lengths([3, 1, 4, 1], [[2, 1], [2, 0, 2]])",
            make + "nested_value_rowids([3, 1, 4, 1], [[0, 1, 1], [0, 0, 1, 2]], [3, 3])",
            make + "nested_row_splits([1], tf.constant([[0, 1]]))",
            make + "tensor([[1, 2], [3, 4]])",
            make + "tensor([[5, 7, 0], [0, 3, 0], [6, 0, 0]], lengths=[1, 0, 3])",
            make + "tensor([[5, 7, 0], [0, 3, 0], [6, 0, 0]], padding=0)",
            make + "tensor(tf.reshape(tf.range(12), [2, 3, 2]), lengths=[2, 1])",
            make + "tensor(tf.reshape(tf.range(12), [2, 3, 2]), ragged_rank=2)",
            make + "tensor(tf.reshape(tf.range(12), [2, 3, 2]), lengths=([3, 1], [1, 0, 2, 1]))",
            make + "tensor(tf.reshape(tf.range(12), [2, 2, 3]), padding=5, ragged_rank=2)",
            make + "tensor([[1, 2], [3, 4]], lengths=[1], padding=0)",
            make + "tensor([1, 2])",
            make + "tensor([[1]], ragged_rank=0)",
            make + "tensor([['a', ''], ['b', 'c']], padding='')",
            "tf.ragged.constant([])",
            "tf.ragged.constant([[]])",
            "tf.ragged.constant([[], []])",
            "tf.ragged.constant(5)",
            "tf.ragged.constant([1, 2])",
            "tf.ragged.constant([[[]], []])",
            "tf.ragged.constant([[1], [[2]]])",
            "tf.ragged.constant([1, [2]])",
            "tf.ragged.constant([[1, 2], [3]], dtype=tf.float32)",
            "tf.ragged.constant([[1, 2], [3]], dtype=tf.int64, row_splits_dtype=tf.int32)",
            "tf.ragged.constant([[[1, 2], [3, 4]], [[5, 6]]], ragged_rank=1)",
            "tf.ragged.constant([[[1, 2], [3, 4]], [[5, 6]]], inner_shape=(2,))",
            "tf.ragged.constant([[[1, 2], [3]], [[5, 6]]], ragged_rank=1)",
            "tf.ragged.constant([[1, 2], [3]], ragged_rank=2)",
            "tf.ragged.constant([[1, 2], [3]], ragged_rank=-1)",
            "tf.ragged.constant([[1, 2], [3, 4]], ragged_rank=0)",
            "tf.ragged.constant([np.array([1, 2]), np.array([3])])",
            "tf.ragged.constant([('a', b'b'), ()])",
            "tf.ragged.constant([[1, 2.5], []])",
            "tf.ragged.range([3, 5, 2])",
            "tf.ragged.range([0, 5, 8], [3, 3, 12])",
            "tf.ragged.range([0, 5, 8], [3, 3, 12], 2)",
            "tf.ragged.range([0, 5], [3, 3], [1, -1])",
            "tf.ragged.range(4)",
            "tf.ragged.range([0., 1.], 2.5, 0.5)",
            "tf.ragged.range([0, 5], [3, 3, 3])",
            "tf.ragged.range([0], [3], 0)",
            "tf.ragged.range([3, 5], dtype=tf.int64, row_splits_dtype=tf.int32)",
            "tf.ragged.stack([[1, 2, 3], [4]])",
            "tf.ragged.stack([tf.constant([1, 2]), tf.constant([3])], axis=1)",
            "tf.ragged.stack([tf.ones([2, 3]), tf.zeros([1, 2])])",
            "tf.ragged.stack([1, 2])",
            "tf.ragged.stack_dynamic_partitions(['a', 'b', 'c', 'd'], [2, 0, 2, 1], 4)",
            "tf.ragged.row_splits_to_segment_ids([0, 3, 3, 5, 6])",
            "tf.ragged.segment_ids_to_row_splits([0, 0, 0, 2, 2, 3])",
            "tf.ragged.segment_ids_to_row_splits([0, 2], num_segments=5, out_type=tf.int32)",
        ]
    ]


def parts() -> list[Case]:
    cases = []
    for name in [R1, R2, RV, RS]:
        cases += [
            e(f"({name}).{what}")
            for what in [
                *["values", "flat_values", "row_splits", "nested_row_splits", "shape.as_list()[0]"],
                *["ragged_rank", "value_rowids()", "nrows()", "row_starts()", "row_limits()"],
                *["row_lengths()", "nested_row_lengths()", "nested_value_rowids()"],
                *["bounding_shape()", "bounding_shape(axis=1)", "bounding_shape([0, 1])"],
                *["nrows(out_type=tf.int32)", "bounding_shape(out_type=tf.int32)"],
                *["to_tensor()", "shape.rank", "merge_dims(0, 1)", "merge_dims(-2, -1)"],
                *["merge_dims(1, 0)", "merge_dims(0, 9)", "merge_dims(1, 1)"],
                *["with_row_splits_dtype(tf.int32)", "row_lengths(axis=0)"],
                *["with_row_splits_dtype(tf.float32)"],
            ]
        ]
        cases += [e(f"repr({name})"), e(f"str({name})"), e(f"str(({name}).to_list())")]
        cases += [e(f"str(({name}).shape)"), e(f"({name}).dtype.name")]
    return [
        *cases,
        e(f"({R1}).to_tensor(default_value=-1.)"),
        e(f"({R1}).to_tensor(shape=[None, 2])"),
        e(f"({R1}).to_tensor(shape=[6, 5])"),
        e(f"({R1}).to_tensor(shape=(2, None), default_value=7.)"),
        e(f"({R1}).to_tensor(shape=[2])"),
        e(f"({R1}).to_tensor(default_value='a')"),
        e(f"({R1}).to_tensor(default_value=[1., 2.])"),
        e(f"({RV}).to_tensor(default_value=[1., 2.])"),
        e(f"({RV}).to_tensor(default_value=5.)"),
        e(f"({R2}).to_tensor(shape=[None, None, 2])"),
        e(f"({RS}).to_tensor()"),
        e(f"({RS}).to_tensor('zz')"),
        e(f"({R1}).with_values(tf.range(6))"),
        e(f"({R1}).with_values(tf.range(5))"),
        e(f"({R2}).with_flat_values(tf.range(7.))"),
        e(f"({R2}).row_lengths(axis=2)"),
        e("tf.ragged.constant([[1, 2], [3, 4]]).numpy()"),
        e("tf.ragged.constant([[1, 2], [3, 4]]).to_tensor()"),
        e("repr(tf.ragged.constant([[1, 2], [3, 4]]))"),
        e("repr(tf.ragged.constant([['a'], [b'\\xff', 'c']]))"),
        e("repr(tf.ragged.constant([]))"),
        e("repr(tf.ragged.constant([[True], [False, True]]))"),
        e("repr(tf.ragged.constant([[], []]))"),
        e("str(tf.ragged.constant([[0.1, 1e10], [2.5]]))"),
        e(f"({RV}).uniform_row_length is None"),
        e("tf.RaggedTensor.from_uniform_row_length([1, 2], 2).uniform_row_length"),
        e("str(tf.RaggedTensor.from_uniform_row_length([1, 2], 2).shape)"),
        e(f"tf.size({R2})"),
        e(f"tf.rank({R2})"),
    ]


def indexing() -> list[Case]:
    keys = {
        R1: [
            *["0", "1", "-1", "4", "-5", "1:3", "::2", "::-1", "3:1", ":, 1:", ":, :-1", ":, ::2"],
            *[":, ::-1", "0, 1", "0, -1", "0, 9", "0, 1:", "1:, :2", "..., 1:", "0, ...", "..."],
            *["tf.newaxis", ":, tf.newaxis", ":, :, tf.newaxis", "..., tf.newaxis", ":, 1"],
            *[":, -2:", "tf.constant(2)", "1:3, tf.newaxis, :1", "0, 0, 0", ":, 5:", ":, :-5"],
        ],
        R2: [
            *["0", "0, 1", "2, 0, 1", "2, 0, 1:", ":, 1:", ":, :, :1", ":, :, ::-1", "..., 1:"],
            *["2, 1", "2, 1:", "::-1, ::-1, ::-1", ":, tf.newaxis", "tf.newaxis, 0", "0, :, 0"],
            *["1", "2, :, 1:", "0, tf.newaxis", ":1, :1, :1"],
        ],
        RV: ["0", "2, 1", "2, 1, 0", ":, 1:", ":, :, 0", ":, :, 1:", ":, 1:, ::-1", "..., 0", "1"],
        RS: ["0", ":, :1", "2, 0"],
        "tf.RaggedTensor.from_uniform_row_length(tf.range(6), 2)": [":, 1", ":, -1", ":, 2", "1"],
    }
    cases = [e(f"({name})[{key}]") for name, all_keys in keys.items() for key in all_keys]
    return cases + [
        e(text)
        for text in [
            f"tf.gather({R1}, [2, 0, 2])",
            f"tf.gather({R1}, 2)",
            f"tf.gather({R1}, [[2, 0], [1, 3]])",
            f"tf.gather({R1}, [4])",
            f"tf.gather({R1}, tf.ragged.constant([[2, 0], [], [1]]))",
            f"tf.gather(tf.constant([10., 20., 30.]), {IDS})",
            f"tf.gather({R2}, [2, 0])",
            f"tf.gather({RV}, [2, 0])",
            f"tf.gather({RS}, [2, 0])",
            f"tf.gather({R1}, tf.ragged.constant([[2, 0], [], [1], [0]]), batch_dims=1)",
            f"tf.gather({R1}, tf.ragged.constant([[9], [], [1], [0]]), batch_dims=1)",
            "tf.gather(tf.ones([2, 3]), tf.ragged.constant([[0, 2], [1]]), batch_dims=1)",
            "tf.ragged.boolean_mask([1, 2, 3], [True, False, True])",
            f"tf.ragged.boolean_mask({SQUARE}, [[True, False, True], [False, True, False]])",
            f"tf.ragged.boolean_mask({SQUARE}, [True, False])",
            f"tf.ragged.boolean_mask({RM}, {MASK})",
            f"tf.ragged.boolean_mask({RM}, [True, False, True])",
            f"tf.ragged.boolean_mask({R2}, {M2})",
            "tf.ragged.boolean_mask(tf.zeros([2, 2, 2]), [[True, False], [True, True]])",
            "tf.ragged.boolean_mask([[1, 2], [3, 4]], True)",
            "tf.ragged.boolean_mask([[1, 2], [3, 4]], [[1, 0], [0, 1]])",
            f"tf.where({RB})",
            f"tf.where({R1} > 2., {R1}, 0.)",
            f"tf.where({R1} > 2., {R1}, -{R1})",
        ]
    ]


def arithmetic() -> list[Case]:
    unary = ["abs", "negative", "sqrt", "square", "exp", "floor", "sign", "round", "sigmoid"]
    binary = ["add", "subtract", "multiply", "divide", "maximum", "minimum", "pow", "less"]
    binary += ["greater_equal", "equal", "not_equal", "floordiv", "floormod", "squared_difference"]
    rows = "tf.constant([[10.], [20.], [30.], [40.]])"
    texts = [f"tf.math.{op}({R1})" for op in unary]
    texts += [f"tf.math.{op}({R1}, {R1} + 1.)" for op in binary]
    texts += [f"tf.math.{op}({R1}, 2.)" for op in binary]
    texts += [f"tf.math.{op}({rows}, {R1})" for op in binary]
    texts += [
        *[f"({R1}) {op} 2." for op in ["+", "-", "*", "/", "//", "%", "**", "<", "==", "!="]],
        *[f"2. {op} ({R1})" for op in ["+", "-", "*", "/", "//", "%", "**", ">", "=="]],
        *[f"({RB}) {op} ({RB})" for op in ["&", "|", "^"]],
        f"~({RB})",
        f"-({R1})",
        f"abs({R1})",
        f"({R1}) + {rows}",
        f"({R1}) + tf.constant([[1.]])",
        f"({R1}) + tf.constant([1., 2.])",
        f"({R1}) + ({R1})[:, :1]",
        f"({R1}) + ({R2})",
        f"({R2}) + tf.constant([[[1]], [[2]], [[3]]])",
        f"({R2}) * 2",
        f"({RV}) + tf.constant([100., 200.])",
        f"({RV}) + tf.constant([[[1.]], [[2.]], [[3.]]])",
        f"({RV}) * ({RV})",
        f"({R1}) + 1",
        f"({R1I}) / 2",
        f"({R1I}) == 1",
        f"tf.cast({R1}, tf.int32)",
        f"tf.cast({R1I}, 'float64')",
        f"tf.identity({R1})",
        f"tf.zeros_like({R1})",
        f"tf.ones_like({R2}, dtype=tf.float32)",
        f"tf.clip_by_value({R1}, 2., 4.)",
        f"tf.add_n([{R1}, {R1}, {R1}])",
        f"tf.nn.relu({R1} - 3.)",
        f"tf.math.is_nan({R1})",
        f"tf.ragged.map_flat_values(tf.add, {R1}, 5.)",
        f"tf.ragged.map_flat_values(tf.multiply, {R1}, {R1})",
        f"tf.ragged.map_flat_values(tf.multiply, {R1}, ({R1})[:, :1])",
        f"tf.ragged.map_flat_values(tf.reduce_sum, {RV}, axis=1)",
        "tf.ragged.map_flat_values(tf.add, 1, 2)",
    ]
    return [e(text) for text in texts]


def reductions() -> list[Case]:
    cases = []
    for op in ["sum", "mean", "max", "min", "prod", "variance", "std"]:
        for name, axes in [(R1, [None, 0, 1, -1, [0, 1]]), (RV, [None, 0, 1, 2, [1, 2]])]:
            cases += [e(f"tf.math.reduce_{op}({name}, axis={axis})") for axis in axes]
        cases.append(e(f"tf.math.reduce_{op}({R1}, axis=1, keepdims=True)"))
        cases.append(e(f"tf.math.reduce_{op}({R1}, axis=5)"))
        if op not in ("variance", "std"):
            cases += [e(f"tf.math.reduce_{op}({R2}, axis={a})") for a in [None, 0, 1, 2, [1, 2]]]
            cases.append(e(f"tf.math.reduce_{op}({R2}, axis=0, keepdims=True)"))
    for op in ["any", "all"]:
        cases += [e(f"tf.math.reduce_{op}({RB}, axis={axis})") for axis in [None, 0, 1]]
    return cases


def joining() -> list[Case]:
    texts = [
        f"tf.concat([{R1}, {R1}], axis=0)",
        f"tf.concat([{R1}, {R1}], axis=1)",
        f"tf.concat([{R1}, {R1}, {R1}], axis=-1)",
        f"tf.concat([{R1}, tf.ones([4, 2])], axis=1)",
        f"tf.concat([tf.ones([2, 3]), {R1}], axis=0)",
        f"tf.concat([{R2}, {R2}], axis=0)",
        f"tf.concat([{R2}, {R2}], axis=1)",
        f"tf.concat([{R2}, {R2}], axis=2)",
        f"tf.concat([{RV}, {RV}], axis=2)",
        f"tf.concat([{RS}, {RS}], axis=1)",
        f"tf.concat([{R1}], axis=1)",
        f"tf.concat([{R1}, {R1I}], axis=1)",
        f"tf.concat([{R1}, {R1}[:2]], axis=1)",
        f"tf.concat([{R1}, {R2}], axis=1)",
        f"tf.concat([{R1}, {R1}], axis=5)",
        f"tf.stack([{R1}, {R1}])",
        f"tf.stack([{R1}, {R1}], axis=1)",
        f"tf.stack([{R1}, {R1}], axis=2)",
        f"tf.stack([{R1}, {R1}], axis=-1)",
        f"tf.stack([{RS}, {RS}], axis=1)",
        f"tf.stack([{R2}, {R2}], axis=1)",
        f"tf.expand_dims({R1}, 0)",
        f"tf.expand_dims({R1}, 1)",
        f"tf.expand_dims({R1}, 2)",
        f"tf.expand_dims({R1}, -1)",
        f"tf.expand_dims({R2}, 1)",
        f"tf.expand_dims({RV}, 3)",
        f"tf.expand_dims({R1}, 4)",
        f"tf.squeeze(tf.expand_dims({R1}, 0), 0)",
        f"tf.squeeze(tf.expand_dims({R1}, 1), 1)",
        f"tf.squeeze({R1}, 0)",
        f"tf.squeeze({R1})",
        f"tf.reverse({R1}, axis=[0])",
        f"tf.reverse({R1}, axis=[1])",
        f"tf.reverse({R2}, axis=[0, -1])",
        f"tf.tile({R1}, [2, 1])",
        f"tf.tile({R1}, [1, 2])",
        f"tf.tile({R2}, [1, 2, 3])",
        f"tf.tile({R1}, [1, 0])",
        f"tf.tile({RV}, [1, 2, 2])",
        f"tf.split({R1}, 2)",
        f"tf.split({R1}, [1, 3])",
        f"tf.split({R1}, 3)",
        f"tf.reshape({R1}, [-1])",
    ]
    return [e(text) for text in texts]


FAMILIES = {
    "ragged_construction": construction,
    "ragged_parts": parts,
    "ragged_indexing": indexing,
    "ragged_arithmetic": arithmetic,
    "ragged_reductions": reductions,
    "ragged_joining": joining,
}
