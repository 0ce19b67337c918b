"""Expressions of strings, for `generate.py`."""

from __future__ import annotations

from ask import Case, e

WORDS = "['Hello World', ' a b  c ', '', 'ÄÖ ü\\t', 'x,y,,z']"
GRID = "[['a', 'b'], ['c', 'd']]"
RAGGED = "tf.ragged.constant([['a b', 'C'], [], ['d,e f']])"
TEXTS = "['héllo', '日本', '', '😀a']"
BROKEN = r"[b'a\xffb', b'\xe2\x82', b'\xed\xa0\x80z', b'ok']"


def changes() -> list[Case]:
    s = "tf.strings."
    texts = [
        *[f"{s}{op}({x})" for op in ["lower", "upper", "strip", "length"] for x in [WORDS, GRID]],
        *[f"{s}{op}({RAGGED})" for op in ["lower", "upper", "strip", "length"]],
        *[f"{s}{op}(tf.constant('aB'))" for op in ["lower", "upper", "strip", "length"]],
        *[f"{s}{op}({WORDS}, encoding='utf-8')" for op in ["lower", "upper"]],
        f"{s}lower(['a'], encoding='latin1')",
        f"{s}lower([1])",
        f"{s}length(tf.zeros([0], tf.string))",
        f"{s}length({WORDS}, unit='UTF8_CHAR')",
        f"{s}length({WORDS}, unit='WORD')",
        f"{s}length([[[[['abc']]]]])",
        f"{s}length(b'a\\x00b\\x00')",
        f"{s}substr(['Hello', 'World'], 1, 3)",
        f"{s}substr('Hello', -3, 2)",
        f"{s}substr(['Hello', 'World'], [1, 2], [3, 9])",
        f"{s}substr([['ten', 'eleven'], ['thirteen', 'fourteen']], [1, 2], [2, 3])",
        f"{s}substr('thirteen', [1, 5, 7], [3, 2, 1])",
        f"{s}substr(['héllo'], 1, 2, unit='UTF8_CHAR')",
        f"{s}substr(['héllo'], -2, 2, unit='UTF8_CHAR')",
        f"{s}substr(['abc'], 4, 1)",
        f"{s}substr(['abc'], -4, 1)",
        f"{s}substr(['abc'], 3, 1)",
        f"{s}substr(['abc'], [1, 2], [1])",
        f"{s}substr({RAGGED}, 0, 1)",
        f"{s}join(['a', 'b', 'c'])",
        f"{s}join([['a', 'b'], ['c', 'd']], separator='-')",
        f"{s}join(['x', ['c', 'd'], 'y'], '_')",
        f"{s}join([{GRID}, {GRID}])",
        f"{s}join([['a', 'b'], ['c']])",
        f"{s}join([{RAGGED}, {RAGGED}], '+')",
        f"{s}join([{RAGGED}, '!'])",
        f"{s}join([])",
        f"{s}reduce_join({GRID})",
        *[f"{s}reduce_join({GRID}, {axis})" for axis in [0, 1, -1, [0, 1], [1, 0], [0, 0]]],
        f"{s}reduce_join({GRID}, 0, separator=', ', keepdims=True)",
        f"{s}reduce_join({GRID}, [])",
        f"{s}reduce_join([[['a'], ['b']], [['c'], ['d']]], axis=[2, 0], keepdims=True)",
        f"{s}reduce_join('a')",
        f"{s}reduce_join(tf.zeros([2, 0], tf.string), 1)",
        f"{s}reduce_join({RAGGED}, axis=1, separator=' ')",
        f"{s}reduce_join({RAGGED}, axis=-1)",
        f"{s}unsorted_segment_join(['a', 'b', 'c', 'd'], [1, 0, 1, -1], 3, '-')",
        f"{s}unsorted_segment_join({GRID}, [1, 1], 2, ':')",
        f"{s}unsorted_segment_join(['a'], [2], 2)",
        f"{s}unsorted_segment_join(['a', 'b'], [2], 2)",
        f"{s}format('x: {{}}', tf.range(10))",
        f"{s}format('x: {{}}, {{}}', [tf.constant([1.5, -2.]), tf.constant(True)])",
        f"{s}format('<%>', tf.eye(7), placeholder='%', summarize=2)",
        f"{s}format('{{}}', tf.constant(['a', 'b']))",
        f"{s}format('{{}}', tf.constant('a'))",
        f"{s}format('{{}}', tf.range(9), summarize=-1)",
        f"{s}format('{{}} {{}}', tf.range(9))",
        f"tf.equal({WORDS}, 'x,y,,z')",
        f"tf.concat([{GRID}, {GRID}], 1)",
    ]
    return [e(text) for text in texts]


def splits() -> list[Case]:
    s = "tf.strings."
    texts = [
        f"{s}split('a b  c ')",
        f"{s}split('')",
        f"{s}split('', ',')",
        f"{s}split({WORDS})",
        f"{s}split({WORDS}, ',')",
        f"{s}split({WORDS}, sep='')",
        f"{s}split({WORDS}, sep=', ')",
        f"{s}split(['a,b,c', 'd'], ',', maxsplit=1)",
        f"{s}split(['a b c  d', ' e f  '], maxsplit=1)",
        f"{s}split(['a b c  d', ' e f  '], maxsplit=0)",
        f"{s}split([['a b', 'c'], ['', 'd e f']])",
        f"{s}split([[['a b'], ['c']]], 'b')",
        f"{s}split({RAGGED})",
        f"{s}split({RAGGED}, ',').to_tensor()",
        f"{s}split(tf.zeros([0], tf.string))",
        f"{s}split([1])",
        f"{s}split({WORDS}).to_tensor('-')",
        f"repr({s}split(['a b', 'c']))",
        f"{s}bytes_split('hello')",
        f"{s}bytes_split(['hi', '', 'é'])",
        f"{s}bytes_split({GRID})",
        f"{s}bytes_split({RAGGED})",
        f"{s}ngrams(['A', 'B', 'C', 'D'], 2)",
        f"{s}ngrams(['A', 'B', 'C', 'D'], [1, 3], separator='|')",
        f"{s}ngrams(tf.ragged.constant([['a', 'b', 'c'], ['d'], []]), 2)",
        f"{s}ngrams(tf.ragged.constant([['a', 'b', 'c'], ['d'], []]), 3, pad_values='p')",
        f"{s}ngrams(tf.ragged.constant([['a', 'b', 'c'], ['d']]), (2, 4), pad_values=('L', 'R'))",
        f"{s}ngrams(tf.ragged.constant([['a', 'b'], ['d']]), 4, pad_values='p', padding_width=1)",
        f"{s}ngrams(tf.ragged.constant([['a', 'b'], ['d'], []]), 5, preserve_short_sequences=True)",
        f"{s}ngrams({GRID}, 2)",
        f"{s}ngrams({GRID}, [1, 2])",
        f"{s}ngrams(['a'], 0)",
        f"{s}ngrams(['a'], 2, pad_values=5)",
        f"{s}ngrams(['a'], 2, pad_values='x', padding_width=0)",
        f"{s}ngrams('a', 2)",
    ]
    return [e(text) for text in texts]


def patterns() -> list[Case]:
    s = "tf.strings.regex_"
    cases = [
        f"{s}full_match(['TF lib', 'lib TF', ''], '.*lib$')",
        f"{s}full_match(['a\\n', 'a'], 'a$')",
        f"{s}full_match(['ab', 'AB'], '(?i)ab')",
        f"{s}full_match(['x1', 'é1', '日1'], r'.\\d')",
        f"{s}full_match('a', '(')",
        f"{s}full_match({RAGGED}, '.*b')",
        f"{s}full_match(['a'], ['a'])",
        f"{s}full_match(['a b', 'a_b'], r'\\w+')",
        f"{s}replace('Text with tags.<br /><b>contains html</b>', '<[^>]+>', ' ')",
        f"{s}replace(['abab', 'xbx'], 'b', '-', replace_global=False)",
        f"{s}replace(['abxd', ''], 'x*', '-')",
        f"{s}replace('John Smith', r'(\\w+) (\\w+)', r'\\2, \\1 [\\0]')",
        f"{s}replace('a.b', r'\\Q.\\E', r'\\\\')",
        f"{s}replace('a1 b22', '[[:digit:]]+', '#')",
        f"{s}replace('a]b-c', '[]-]', '_')",
        f"{s}replace('one\\ntwo', '(?m)^', '> ')",
        f"{s}replace('one\\ntwo\\n', '$', '!')",
        f"{s}replace(['HeLLo'], '(?P<x>[A-Z])', r'<\\1>')",
        f"{s}replace('héé', 'é', 'e')",
        f"{s}replace('aaa', 'a', r'\\1')",
        f"{s}replace('aaa', '(', '')",
        f"{s}replace({RAGGED}, '[a-c]', 'z')",
        f"{s}replace([['a', 'b']], tf.constant('a'), tf.constant('c'))",
        f"{s}replace('tab\\tvt\\x0b', r'\\s', '_')",
        f"{s}replace('ab12', r'[^\\d\\s]', '.')",
    ]
    return [e(text) for text in cases]


def numbers() -> list[Case]:
    s = "tf.strings."
    floats = "[1.5, -0.25, 1e10, 0., 123456.789]"
    hashed = "['Hello', 'TF', '', 'a', 'abcdefgh', 'é' * 40, 'x' * 16, 'y' * 17, 'w' * 65]"
    long = "[b'q' * n for n in range(0, 200, 7)]"
    texts = [
        f"{s}as_string([3, -2, 0])",
        f"{s}as_string({floats})",
        f"{s}as_string({floats}, precision=2)",
        f"{s}as_string({floats}, scientific=True)",
        f"{s}as_string({floats}, shortest=True)",
        f"{s}as_string({floats}, scientific=True, precision=1, width=12)",
        f"{s}as_string([3, 45], width=4, fill='0')",
        f"{s}as_string([3, -45], width=5, fill='-')",
        f"{s}as_string([3, -45], width=5)",
        f"{s}as_string([True, False])",
        f"{s}as_string([True, False], width=6)",
        f"{s}as_string(tf.constant([1 + 2j], tf.complex64))",
        f"{s}as_string(tf.constant(7, tf.int64))",
        f"{s}as_string(['a', 'b'])",
        f"{s}as_string(tf.constant([0.1], tf.float64))",
        f"{s}as_string([float('nan'), float('inf')])",
        f"{s}as_string([1], precision=2)",
        f"{s}as_string([1.], scientific=True, shortest=True)",
        f"{s}as_string([1], fill='x')",
        f"{s}as_string(tf.ragged.constant([[1, 2], [3]]))",
        "tf.as_string(3)",
        f"{s}to_number(['1.5', ' -2 ', '1e3', '.5', '3.', '+4'])",
        f"{s}to_number('7', tf.int32)",
        f"{s}to_number(['7', '-8'], out_type=tf.int64)",
        f"{s}to_number([['1.25']], tf.float64)",
        f"{s}to_number(['inf', '-inf', 'nan'])",
        f"{s}to_number(['a'])",
        f"{s}to_number([''])",
        f"{s}to_number(['1.5'], tf.int32)",
        f"{s}to_number(['3000000000'], tf.int32)",
        f"{s}to_number(tf.ragged.constant([['1', '2'], ['3']]))",
        f"{s}to_hash_bucket_fast({hashed}, 1000)",
        f"{s}to_hash_bucket_fast({long}, 2**31 - 1)",
        f"{s}to_hash_bucket_fast([['a'], ['b']], 3)",
        f"{s}to_hash_bucket_fast({RAGGED}, 5)",
        f"{s}to_hash_bucket_fast('a', 0)",
        f"{s}to_hash_bucket({hashed}, 1000)",
        f"{s}to_hash_bucket({long}, 2**31 - 1)",
        f"{s}to_hash_bucket(['a'], 0)",
        f"{s}to_hash_bucket_strong({hashed}, 1000, [1, 2])",
        f"{s}to_hash_bucket_strong({long}, 2**31 - 1, key=[123456789, 987654321])",
        f"{s}to_hash_bucket_strong(['a'], 10, [1])",
    ]
    return [e(text) for text in texts]


def unicode() -> list[Case]:
    s = "tf.strings.unicode_"
    codes = "tf.ragged.constant([[72, 233], [], [0x65E5, 0x1F600]])"
    texts = [
        f"{s}decode('héé', 'UTF-8')",
        f"{s}decode({TEXTS}, 'UTF-8')",
        f"{s}decode([{TEXTS}], 'UTF-8')",
        f"{s}decode({RAGGED}, 'UTF-8')",
        f"{s}decode({BROKEN}, 'UTF-8')",
        f"{s}decode({BROKEN}, 'UTF-8', errors='ignore')",
        f"{s}decode({BROKEN}, 'UTF-8', replacement_char=63)",
        f"{s}decode({BROKEN}, 'UTF-8', errors='strict')",
        f"{s}decode(['a\\tb'], 'UTF-8', replace_control_characters=True)",
        f"{s}decode(['a'], 'nope')",
        f"{s}decode(['é'.encode('utf-16-be')], 'UTF-16-BE')",
        f"{s}decode(['é'.encode('latin1')], 'ISO-8859-1')",
        f"{s}decode_with_offsets({TEXTS}, 'UTF-8')",
        f"{s}decode_with_offsets('aé日', 'UTF-8')",
        f"{s}decode_with_offsets({BROKEN}, 'UTF-8')",
        f"{s}split({TEXTS}, 'UTF-8')",
        f"{s}split('héé', 'UTF-8')",
        f"{s}split({BROKEN}, 'UTF-8', errors='ignore')",
        f"{s}split({RAGGED}, 'UTF-8')",
        f"{s}split_with_offsets({TEXTS}, 'UTF-8')",
        f"{s}encode([72, 233], 'UTF-8')",
        f"{s}encode([[72, 233], [97, 98]], 'UTF-8')",
        f"{s}encode({codes}, 'UTF-8')",
        f"{s}encode({codes}, 'UTF-16-BE')",
        f"{s}encode({codes}, 'UTF-32-BE')",
        f"{s}encode([72, 0x110000, 97], 'UTF-8')",
        f"{s}encode([72, 0xD800, 97], 'UTF-8', errors='ignore')",
        f"{s}encode([72, -1, 97], 'UTF-8', errors='strict')",
        f"{s}encode([72, 0xD800], 'UTF-8', replacement_char=63)",
        f"{s}encode(72, 'UTF-8')",
        f"{s}encode([72], 'latin1')",
        f"{s}transcode({TEXTS}, 'UTF-8', 'UTF-16-BE')",
        f"{s}transcode({TEXTS}, 'UTF-8', 'UTF-32-BE')",
        f"{s}transcode({BROKEN}, 'UTF-8', 'UTF-8')",
        f"{s}transcode({BROKEN}, 'UTF-8', 'UTF-8', errors='ignore')",
        f"{s}transcode({BROKEN}, 'UTF-8', 'UTF-8', errors='strict')",
        f"{s}transcode({BROKEN}, 'UTF-8', 'UTF-8', replacement_char=32)",
        f"{s}transcode(['a\\tb'], 'UTF-8', 'UTF-8', replace_control_characters=True)",
        f"{s}transcode({RAGGED}, 'UTF-8', 'UTF-16-BE')",
    ]
    return [e(text) for text in texts]


FAMILIES = {
    "strings_changes": changes,
    "strings_splits": splits,
    "strings_patterns": patterns,
    "strings_numbers": numbers,
    "strings_unicode": unicode,
}
