import tensorflow as tf

print(tf.constant("Thanks 😊"))
print(tf.constant(["You're", "welcome!"]).shape)
text_utf8 = tf.constant("语言处理")
text_utf16be = tf.constant("语言处理".encode("UTF-16-BE"))
text_chars = tf.constant([ord(char) for char in "语言处理"])
print(text_utf8, text_utf16be, text_chars)
print(tf.strings.unicode_decode(text_utf8, input_encoding="UTF-8"))
print(tf.strings.unicode_encode(text_chars, output_encoding="UTF-8"))
print(tf.strings.unicode_transcode(text_utf8, input_encoding="UTF8", output_encoding="UTF-16-BE"))
batch_utf8 = [
    s.encode("UTF-8") for s in ["hÃllo", "What is the weather tomorrow", "Göödnight", "😊"]
]
chars = tf.strings.unicode_decode(batch_utf8, input_encoding="UTF-8")
for sentence_chars in chars.to_list():
    print(sentence_chars)
print(chars.to_tensor(default_value=-1).numpy()[:, :6])
sp = chars.to_sparse()
print(sp.dense_shape.numpy(), sp.values[:4].numpy())
print(
    tf.strings.unicode_encode(
        [[99, 97, 116], [100, 111, 103], [99, 111, 119]], output_encoding="UTF-8"
    )
)
print(tf.strings.unicode_encode(chars, output_encoding="UTF-8"))
thanks = "Thanks 😊".encode("UTF-8")
print(tf.strings.length(thanks).numpy(), tf.strings.length(thanks, unit="UTF8_CHAR").numpy())
print(
    tf.strings.substr(thanks, pos=7, len=1).numpy(),
    tf.strings.substr(thanks, pos=7, len=1, unit="UTF8_CHAR").numpy(),
)
print(tf.strings.unicode_split(thanks, "UTF-8").numpy())
codepoints, offsets = tf.strings.unicode_decode_with_offsets("🎈🎉🎊", "UTF-8")
for cp, off in zip(codepoints.numpy(), offsets.numpy()):
    print("At byte offset {}: codepoint {}".format(off, cp))
s = tf.constant(["The quick  brown fox", "jumps, over the LAZY dog!"])
print(tf.strings.lower(s), tf.strings.upper(s), tf.strings.strip("  x "))
print(
    tf.strings.regex_replace(tf.strings.lower(s), r"[^a-z ]", ""),
    tf.strings.regex_full_match(s, r".*dog!"),
)
print(tf.strings.split(s), tf.strings.split(s, sep=",", maxsplit=1))
print(tf.strings.ngrams(tf.strings.split(s), ngram_width=2, separator="_"))
print(
    tf.strings.reduce_join(
        tf.constant([["a", "b"], ["c", "d"]]), axis=-1, separator="-", keepdims=True
    )
)
print(
    tf.strings.as_string(tf.constant([3.14159, 2.71828]), precision=2),
    tf.strings.as_string([1, 20], width=4, fill="0"),
    tf.strings.as_string(True),
)
print(tf.strings.to_number(["1.5", "-2e3"]), tf.strings.to_number(["7"], out_type=tf.int32))
try:
    tf.strings.to_number("abc")
except tf.errors.InvalidArgumentError as e:
    print("InvalidArgumentError")
try:
    tf.strings.unicode_decode(b"\xff\xfe", "UTF-8", errors="strict")
except tf.errors.InvalidArgumentError:
    print("strict")
print(
    tf.strings.unicode_decode(b"a\xffb", "UTF-8", errors="ignore"),
    tf.strings.unicode_decode(b"a\xffb", "UTF-8", errors="replace", replacement_char=63),
)
print(
    tf.strings.join(["a", tf.constant(["x", "y"])], separator=":"),
    tf.constant("a") + tf.constant("b"),
)
print(
    tf.strings.to_hash_bucket_strong(["a", "b"], 100, key=[1, 2]),
    tf.strings.to_hash_bucket(["Hello"], 3),
    tf.strings.to_hash_bucket_fast(["Hello", "TensorFlow"], 3),
)
print(
    tf.strings.format("x={} y={}", (tf.constant([1, 2]), tf.constant(3.5))),
    tf.strings.format("{}", tf.range(20), summarize=2),
)
print(tf.strings.bytes_split(["hi", "you"]))
t = tf.constant("abc")
print(t.numpy(), t.numpy().decode(), t == "abc", t.dtype is tf.string, str(t.numpy(), "utf-8"))
print([x.decode("utf-8") for x in tf.constant(["né", "ü"]).numpy()])
print(
    tf.where(tf.constant(["a", "b", "a"]) == "a"),
    tf.unique(tf.constant(["a", "b", "a"])),
    tf.gather(["p", "q"], [1, 1]),
)
print(tf.strings.inputs if False else tf.reduce_all(tf.equal(["a"], ["a"])))
sent = tf.constant(["Hello, world.", "世界こんにちは"])
cps = tf.strings.unicode_decode(sent, "UTF-8")
print(cps)
