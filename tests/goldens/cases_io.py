"""Records, bytes and files: `tf.io`, `tf.audio` and `tf.train.Example`."""

from __future__ import annotations

from ask import Case, e

FEATURE = "tf.train.Feature"
EXAMPLE = (
    f"tf.train.Example(features=tf.train.Features(feature={{'a': {FEATURE}(int64_list=tf.train."
    f"Int64List(value=[1, -2, 3])), 'b': {FEATURE}(float_list=tf.train.FloatList(value=[0.5, 1.1]"
    f")), 'c': {FEATURE}(bytes_list=tf.train.BytesList(value=[b'xy', b'']))}}))"
    ".SerializeToString()"
)
LESS = (
    f"tf.train.Example(features=tf.train.Features(feature={{'a': {FEATURE}(int64_list=tf.train."
    f"Int64List(value=[7, 8, 9])), 'b': {FEATURE}(float_list=tf.train.FloatList(value=[2.])), "
    f"'i': {FEATURE}(int64_list=tf.train.Int64List(value=[4, 1])), 'v': {FEATURE}(float_list="
    "tf.train.FloatList(value=[40., 10.]))})).SerializeToString()"
)
SEQUENCE = (
    f"tf.train.SequenceExample(context=tf.train.Features(feature={{'n': {FEATURE}(int64_list="
    "tf.train.Int64List(value=[5]))}), feature_lists=tf.train.FeatureLists(feature_list={'s': "
    f"tf.train.FeatureList(feature=[{FEATURE}(float_list=tf.train.FloatList(value=[1., 2.])), "
    f"{FEATURE}(float_list=tf.train.FloatList(value=[3., 4.]))]), 't': tf.train.FeatureList("
    f"feature=[{FEATURE}(bytes_list=tf.train.BytesList(value=[b'a', b'b'])), {FEATURE}(bytes_list="
    "tf.train.BytesList(value=[b'c']))])})).SerializeToString()"
)
FIXED = "tf.io.FixedLenFeature"
KINDS = {
    f"{{'a': {FIXED}([3], tf.int64)}}": True,
    f"{{'a': {FIXED}([3, 1], tf.int64), 'z': {FIXED}([2], tf.float32, [1., 2.])}}": True,
    f"{{'z': {FIXED}([], tf.string, 'none')}}": True,
    f"{{'z': {FIXED}([2], tf.float32, 3.)}}": True,
    f"{{'z': {FIXED}([], tf.float32)}}": True,
    f"{{'a': {FIXED}([3], tf.float32)}}": True,
    f"{{'a': {FIXED}([2], tf.int64)}}": True,
    "{'b': tf.io.VarLenFeature(tf.float32), 'c': tf.io.VarLenFeature(tf.string)}": True,
    "{'b': tf.io.RaggedFeature(tf.float32), 'q': tf.io.RaggedFeature(tf.int64)}": True,
    "{'b': tf.io.FixedLenSequenceFeature([], tf.float32, allow_missing=True)}": True,
    "{'b': tf.io.FixedLenSequenceFeature([], tf.float32, True, default_value=-1.)}": False,
    "{'i': tf.io.SparseFeature('i', 'v', tf.float32, 6)}": True,
    "{}": True,
}
VALUES = (
    "tf.constant([[1.5, -2.], [0., 3.25]])", "tf.constant(7)", "tf.constant([1, 2], tf.int64)",
    "tf.constant([True, False])", "tf.constant(['a', 'bc'])", "tf.constant([1, 255], tf.uint8)",
    "tf.constant([1.5], tf.float16)", "tf.constant([1.5, -3.], tf.bfloat16)",
    "tf.constant([1.+2.j], tf.complex64)", "tf.zeros([0, 3])", "tf.constant([1., 2.], tf.float64)",
)  # fmt: skip
SPARSE = "tf.SparseTensor([[0, 1], [2, 0]], [1., 2.], [3, 4])"
WAV = "tf.audio.encode_wav([[0.5, -0.5], [1., -1.], [0.25, 2.]], 8000)"


def io() -> list[Case]:
    cases = [e(SEQUENCE)]
    for kinds, alone in KINDS.items():
        cases.append(e(f"tf.io.parse_example([{EXAMPLE}, {LESS}], {kinds})"))
        if alone:
            cases.append(e(f"tf.io.parse_single_example({EXAMPLE}, {kinds})"))
    context = f"{{'n': {FIXED}([], tf.int64)}}"
    steps = "{'s': tf.io.FixedLenSequenceFeature([2], tf.float32)}"
    cases += [
        e(f"tf.io.parse_example(b'nothing', {{'a': {FIXED}([], tf.int64)}})"),
        e(f"tf.io.parse_single_sequence_example({SEQUENCE}, {context}, {steps})"),
        e(f"tf.io.parse_single_sequence_example({SEQUENCE}, None, {{'t': tf.io.VarLenFeature("
          "tf.string)})"),
        e(f"tf.io.parse_sequence_example([{SEQUENCE}, {SEQUENCE}], {context}, {steps})"),
        e("tf.train.Feature(int64_list=tf.train.Int64List(value=[])).SerializeToString()"),
        e("tf.train.Feature(int64_list=tf.train.Int64List(value=[1.5]))"),
        e("tf.train.Feature(bytes_list=tf.train.BytesList(value=['text']))"),
        e(f"tf.train.Example.FromString({EXAMPLE}).features.feature['a'].int64_list.value[1]"),
        e(f"tf.constant(sorted(tf.train.Example.FromString({EXAMPLE}).features.feature))"),
        e(f"tf.io.parse_tensor(tf.io.serialize_tensor({VALUES[0]}), tf.int32)"),
        e("tf.io.parse_tensor(b'no tensor', tf.float32)"),
        e(f"tf.io.deserialize_many_sparse(tf.io.serialize_many_sparse({SPARSE}), tf.float32)"),
        e(f"tf.io.deserialize_many_sparse([tf.io.serialize_sparse({SPARSE})], tf.float32)"),
        e("tf.io.decode_raw([b'abcd', b'efgh'], tf.uint8)"),
        e("tf.io.decode_raw(b'\\x01\\x02\\x03\\x04', tf.int16)"),
        e("tf.io.decode_raw(b'\\x01\\x02\\x03\\x04', tf.int16, little_endian=False)"),
        e("tf.io.decode_raw([b'ab', b'abcdef'], tf.uint8, fixed_length=4)"),
        e("tf.io.decode_raw([b'ab', b'abc'], tf.uint8)"),
        e("tf.io.decode_raw(b'abc', tf.int16)"),
        e("tf.io.encode_base64([b'hello', b'?>~'])"),
        e("tf.io.encode_base64(b'hello', pad=True)"),
        e("tf.io.decode_base64(tf.io.encode_base64([b'hello', b'?>~']))"),
        e("tf.io.decode_base64(b'?')"),
        e("tf.io.decode_csv(['1,2.5,x', '4,,\"y,z\"'], [0, 1.5, ''])"),
        e("tf.io.decode_csv('1|2', [0, 0.5], field_delim='|')"),
        e("tf.constant([b'a\\x00', b'\\x00', b'bc'])"),
        e("tf.io.decode_csv('1,NA,3', [0, 7, 0], na_value='NA', select_cols=[1, 2])"),
        e("tf.io.decode_csv('1,2', [0])"),
        e("tf.io.decode_csv('x', [0])"),
        e("tf.io.decode_csv('', [tf.constant([], tf.int32)])"),
        e("tf.io.is_jpeg(b'\\xff\\xd8\\xff..')"),
        e(WAV),
        e(f"tf.audio.decode_wav({WAV})"),
        e(f"tf.audio.decode_wav({WAV}, desired_channels=1, desired_samples=5)"),
        e(f"tf.audio.decode_wav({WAV}, desired_channels=3, desired_samples=2)"),
        e("tf.audio.decode_wav(b'no sound')"),
        e("tf.audio.encode_wav([1., 2.], 8000)"),
    ]  # fmt: skip
    for value in VALUES:
        kind = f"({value}).dtype"
        cases.append(e(f"tf.io.serialize_tensor({value})"))
        cases.append(e(f"tf.io.parse_tensor(tf.io.serialize_tensor({value}), {kind})"))
    return cases


FAMILIES = {"io": io}
