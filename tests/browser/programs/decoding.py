import numpy as np
import tensorflow as tf

V, T, K = 6, 4, 3
trans = tf.nn.log_softmax(tf.constant(np.sin(np.arange(V * V) * 1.3).reshape(V, V) * 2, tf.float32))


def beam_search(start, steps, k):
    seqs = tf.fill([1, 1], start)
    scores = tf.constant([0.0])
    for _ in range(steps):
        logp = tf.gather(trans, seqs[:, -1]) + scores[:, tf.newaxis]
        flat = tf.reshape(logp, [-1])
        scores, idx = tf.math.top_k(flat, k=min(k, int(flat.shape[0])))
        beam, tok = idx // V, tf.math.floormod(idx, V)
        seqs = tf.concat([tf.gather(seqs, beam), tok[:, tf.newaxis]], axis=1)
    return seqs, scores


seqs, scores = beam_search(0, T, K)
print(seqs, scores)
for s, sc in zip(seqs.numpy(), scores.numpy()):
    print("->".join(map(str, s)), f"{sc:.4f}")


@tf.function
def greedy(start, steps):
    ta = tf.TensorArray(tf.int32, size=steps, clear_after_read=False)
    tok = start
    for i in tf.range(steps):
        tok = tf.argmax(trans[tok], output_type=tf.int32)
        ta = ta.write(i, tok)
    return ta.stack()


print(greedy(tf.constant(0), tf.constant(5)))
# Viterbi
obs = tf.constant([0, 1, 2, 1])
start_p = tf.math.log([0.6, 0.4])
trans_p = tf.math.log([[0.7, 0.3], [0.4, 0.6]])
emit_p = tf.math.log([[0.5, 0.4, 0.1], [0.1, 0.3, 0.6]])
delta = start_p + emit_p[:, obs[0]]
back = []
for o in obs[1:]:
    m = delta[:, None] + trans_p
    back.append(tf.argmax(m, axis=0))
    delta = tf.reduce_max(m, axis=0) + emit_p[:, o]
state = int(tf.argmax(delta))
path = [state]
for bp in reversed(back):
    state = int(bp[state])
    path.insert(0, state)
print(path, tf.reduce_max(delta))


def forward(alpha, o):
    return tf.reduce_logsumexp(alpha[:, None] + trans_p, axis=0) + tf.gather(emit_p, o, axis=1)


al = tf.foldl(forward, obs[1:], initializer=start_p + emit_p[:, 0])
print(tf.reduce_logsumexp(al))
# CTC
logits = tf.constant(np.sin(np.arange(2 * 6 * 4) * 0.8).reshape(2, 6, 4), tf.float32)
labels = tf.constant([[1, 2, 0], [2, 2, 1]])
loss = tf.nn.ctc_loss(
    labels=labels,
    logits=logits,
    label_length=[2, 3],
    logit_length=[6, 6],
    logits_time_major=False,
    blank_index=3,
)
print(loss)
sp = tf.sparse.from_dense(labels)
print(tf.nn.ctc_loss(sp, tf.transpose(logits, [1, 0, 2]), None, [6, 6], blank_index=-1))
with tf.GradientTape() as tape:
    tape.watch(logits)
    l = tf.reduce_mean(
        tf.nn.ctc_loss(labels, logits, [2, 3], [6, 6], logits_time_major=False, blank_index=3)
    )
g = tape.gradient(l, logits)
print(l, g.shape, g[0, 2])
dec, neg = tf.nn.ctc_greedy_decoder(
    tf.transpose(logits, [1, 0, 2]), sequence_length=[6, 6], merge_repeated=True
)
print(tf.sparse.to_dense(dec[0], default_value=-1), neg)
bd, bl = tf.nn.ctc_beam_search_decoder(
    tf.transpose(logits, [1, 0, 2]), [6, 6], beam_width=4, top_paths=2
)
print(tf.sparse.to_dense(bd[0]), bl)
# Detection
grid = tf.stack(tf.meshgrid(tf.range(4), tf.range(4)), axis=-1)
centers = (tf.cast(grid, tf.float32) + 0.5) / 4.0
sizes = tf.constant([[0.2, 0.3], [0.4, 0.2]])
anchors = tf.concat(
    [tf.tile(centers[:, :, None], [1, 1, 2, 1]), tf.broadcast_to(sizes, [4, 4, 2, 2])], axis=-1
)
anchors = tf.reshape(anchors, [-1, 4])
print(anchors.shape, anchors[5])
raw = tf.constant(np.sin(np.arange(32 * 4)).reshape(32, 4) * 0.3, tf.float32)
cx = anchors[:, 0] + raw[:, 0] * anchors[:, 2]
cy = anchors[:, 1] + raw[:, 1] * anchors[:, 3]
ww, hh = tf.exp(raw[:, 2]) * anchors[:, 2], tf.exp(raw[:, 3]) * anchors[:, 3]
boxes = tf.clip_by_value(
    tf.stack([cy - hh / 2, cx - ww / 2, cy + hh / 2, cx + ww / 2], 1), 0.0, 1.0
)
sc = tf.sigmoid(tf.constant(np.cos(np.arange(32) * 2.3) * 2, tf.float32))
sel = tf.image.non_max_suppression(
    boxes, sc, max_output_size=6, iou_threshold=0.3, score_threshold=0.4
)
print(sel, tf.gather(boxes, sel)[0], tf.gather(sc, sel))
si, ss = tf.image.non_max_suppression_with_scores(
    boxes, sc, 5, iou_threshold=1.0, soft_nms_sigma=0.5
)
print(si, ss)
pi, valid = tf.image.non_max_suppression_padded(
    boxes, sc, 10, 0.3, 0.8, pad_to_max_output_size=True
)
print(pi.shape, valid)
cb = tf.image.combined_non_max_suppression(
    tf.reshape(boxes, [1, 32, 1, 4]),
    tf.stack([sc, 1 - sc], -1)[None],
    max_output_size_per_class=3,
    max_total_size=4,
    iou_threshold=0.4,
    score_threshold=0.5,
)
print(cb.nmsed_boxes.shape, cb.nmsed_scores, cb.nmsed_classes, cb.valid_detections)


def iou(a, b):
    tl = tf.maximum(a[:, None, :2], b[None, :, :2])
    br = tf.minimum(a[:, None, 2:], b[None, :, 2:])
    inter = tf.reduce_prod(tf.maximum(br - tl, 0.0), -1)
    area = lambda z: tf.reduce_prod(z[:, 2:] - z[:, :2], -1)
    return tf.math.divide_no_nan(inter, area(a)[:, None] + area(b)[None] - inter)


truth = tf.constant([[0.1, 0.1, 0.5, 0.4], [0.5, 0.5, 0.9, 0.8]])
m = iou(boxes, truth)
print(tf.reduce_max(m, 0), tf.argmax(m, 0), tf.where(m > 0.35)[:4])
pos = tf.reduce_max(m, 1) > 0.3
tgt = tf.where(pos, tf.argmax(m, 1) + 1, 0)
print(tgt, tf.reduce_sum(tf.cast(pos, tf.int32)))
ce = tf.nn.sigmoid_cross_entropy_with_logits(tf.cast(pos, tf.float32), raw[:, 0])
p = tf.sigmoid(raw[:, 0])
focal = tf.reduce_sum(tf.where(pos, (1 - p) ** 2.0, p**2.0) * ce)
hard = tf.sort(tf.boolean_mask(ce, ~pos), direction="DESCENDING")[:3]
print(
    focal,
    hard,
    tf.keras.losses.BinaryFocalCrossentropy(gamma=2.0, from_logits=True)(
        tf.cast(pos, tf.float32), raw[:, 0]
    ),
)
print(
    tf.nn.weighted_cross_entropy_with_logits([1.0, 0.0], [0.5, -0.5], pos_weight=2.0),
    tf.nn.in_top_k([1, 2], [[0.1, 0.8, 0.1], [0.5, 0.3, 0.2]], k=2),
    tf.math.in_top_k([0], [[0.1, 0.9]], 1),
    tf.nn.softmax_cross_entropy_with_logits(labels=[[0.2, 0.8]], logits=[[1.0, 2.0]]),
    tf.nn.l2_loss([3.0, 4.0]),
    tf.nn.zero_fraction([0.0, 1.0]),
    tf.nn.log_poisson_loss([1.0], [0.5]),
    tf.nn.normalize_moments(2.0, [2.0], [6.0], None),
)
