"""`tf.strings`."""

from tfjs.ops.strings import format as format
from tfjs.ops.strings import join as join
from tfjs.ops.strings import length as length
from tfjs.ops.strings import lower as lower
from tfjs.ops.strings import reduce_join as reduce_join
from tfjs.ops.strings import strip as strip
from tfjs.ops.strings import substr as substr
from tfjs.ops.strings import unsorted_segment_join as unsorted_segment_join
from tfjs.ops.strings import upper as upper
from tfjs.ops.strings_numbers import as_string as as_string
from tfjs.ops.strings_numbers import to_hash_bucket as to_hash_bucket
from tfjs.ops.strings_numbers import to_hash_bucket_fast as to_hash_bucket_fast
from tfjs.ops.strings_numbers import to_hash_bucket_strong as to_hash_bucket_strong
from tfjs.ops.strings_numbers import to_number as to_number
from tfjs.ops.strings_regex import regex_full_match as regex_full_match
from tfjs.ops.strings_regex import regex_replace as regex_replace
from tfjs.ops.strings_split import bytes_split as bytes_split
from tfjs.ops.strings_split import ngrams as ngrams
from tfjs.ops.strings_split import split as split
from tfjs.ops.strings_unicode import unicode_decode as unicode_decode
from tfjs.ops.strings_unicode import unicode_decode_with_offsets as unicode_decode_with_offsets
from tfjs.ops.strings_unicode import unicode_encode as unicode_encode
from tfjs.ops.strings_unicode import unicode_split as unicode_split
from tfjs.ops.strings_unicode import unicode_split_with_offsets as unicode_split_with_offsets
from tfjs.ops.strings_unicode import unicode_transcode as unicode_transcode
