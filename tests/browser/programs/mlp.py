import numpy as np
import tensorflow as tf

rng = np.random.default_rng(3)
centers = rng.normal(size=(3, 8)).astype("f") * 2
labels = np.arange(150) % 3
data = (centers[labels] + rng.normal(size=(150, 8)) * 0.7).astype("f")
train_ds = tf.data.Dataset.from_tensor_slices((data, labels)).batch(50)


def xavier_like(shape):
    n = int(np.prod(shape))
    return tf.constant(
        (np.sin(np.arange(n) * 1.7) * np.sqrt(6 / sum(shape))).reshape(shape), tf.float32
    )


class DenseLayer(tf.Module):
    def __init__(self, out_dim, weight_init=xavier_like, activation=tf.identity):
        self.out_dim = out_dim
        self.weight_init = weight_init
        self.activation = activation
        self.built = False

    def __call__(self, x):
        if not self.built:
            self.in_dim = x.shape[1]
            self.w = tf.Variable(self.weight_init(shape=(self.in_dim, self.out_dim)))
            self.b = tf.Variable(tf.zeros(shape=(self.out_dim,)))
            self.built = True
        z = tf.add(tf.matmul(x, self.w), self.b)
        return self.activation(z)


class MLP(tf.Module):
    def __init__(self, layers):
        self.layers = layers

    @tf.function
    def __call__(self, x, preds=False):
        for layer in self.layers:
            x = layer(x)
        return x


mlp_model = MLP(
    [
        DenseLayer(out_dim=16, activation=tf.nn.relu),
        DenseLayer(out_dim=12, activation=tf.nn.relu),
        DenseLayer(out_dim=3),
    ]
)


def cross_entropy_loss(y_pred, y):
    sparse_ce = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=y_pred)
    return tf.reduce_mean(sparse_ce)


def accuracy(y_pred, y):
    class_preds = tf.argmax(tf.nn.softmax(y_pred), axis=1)
    is_equal = tf.equal(y, class_preds)
    return tf.reduce_mean(tf.cast(is_equal, tf.float32))


class Adam:
    def __init__(self, learning_rate=1e-3, beta_1=0.9, beta_2=0.999, ep=1e-7):
        self.beta_1, self.beta_2, self.learning_rate, self.ep = beta_1, beta_2, learning_rate, ep
        self.t = 1.0
        self.v_dvar, self.s_dvar = [], []
        self.built = False

    def apply_gradients(self, grads, vars):
        if not self.built:
            for var in vars:
                v = tf.Variable(tf.zeros(shape=var.shape))
                s = tf.Variable(tf.zeros(shape=var.shape))
                self.v_dvar.append(v)
                self.s_dvar.append(s)
            self.built = True
        for i, (d_var, var) in enumerate(zip(grads, vars)):
            self.v_dvar[i].assign(self.beta_1 * self.v_dvar[i] + (1 - self.beta_1) * d_var)
            self.s_dvar[i].assign(
                self.beta_2 * self.s_dvar[i] + (1 - self.beta_2) * tf.square(d_var)
            )
            v_dvar_bc = self.v_dvar[i] / (1 - (self.beta_1**self.t))
            s_dvar_bc = self.s_dvar[i] / (1 - (self.beta_2**self.t))
            var.assign_sub(self.learning_rate * (v_dvar_bc / (tf.sqrt(s_dvar_bc) + self.ep)))
        self.t += 1.0


def train_step(x_batch, y_batch, loss, acc, model, optimizer):
    with tf.GradientTape() as tape:
        y_pred = model(x_batch)
        batch_loss = loss(y_pred, y_batch)
    batch_acc = acc(y_pred, y_batch)
    grads = tape.gradient(batch_loss, model.variables)
    optimizer.apply_gradients(grads, model.variables)
    return batch_loss, batch_acc


opt = Adam(learning_rate=0.01)
for epoch in range(4):
    losses, accs = [], []
    for xb, yb in train_ds:
        l, a = train_step(xb, yb, cross_entropy_loss, accuracy, mlp_model, opt)
        losses.append(l)
        accs.append(a)
    print(
        f"Epoch: {epoch} loss {tf.reduce_mean(losses):.3f} acc {tf.reduce_mean(accs):.3f}",
        tf.stack(losses).shape,
    )


class ExportModule(tf.Module):
    def __init__(self, model, preprocess, class_pred):
        self.model, self.preprocess, self.class_pred = model, preprocess, class_pred

    @tf.function(input_signature=[tf.TensorSpec(shape=[None, 8], dtype=tf.float32)])
    def __call__(self, x):
        x = self.preprocess(x)
        y = self.model(x)
        return self.class_pred(y)


export = ExportModule(
    mlp_model, lambda x: x / 1.0, lambda y: tf.cast(tf.argmax(tf.nn.softmax(y), axis=1), tf.int32)
)
preds = export(data)
print(preds[:10], preds.dtype, tf.math.confusion_matrix(labels, preds))
print(
    len(mlp_model.variables),
    [v.shape.as_list() for v in mlp_model.trainable_variables],
    sum(int(tf.size(v)) for v in mlp_model.variables),
    np.sum([np.prod(v.shape) for v in mlp_model.variables]),
)
gn, norm = tf.clip_by_global_norm([tf.constant([3.0, 4.0]), None, tf.constant([0.0])], 1.0)
print(gn, norm, tf.linalg.global_norm([tf.constant([3.0]), tf.constant([4.0])]))
drop = tf.nn.dropout(tf.ones([1000]), rate=0.3)
print(abs(tf.reduce_mean(drop) - 1.0) < 0.15, tf.reduce_max(drop))
m, v = tf.nn.moments(tf.constant(data), axes=[0], keepdims=True)
bn = tf.nn.batch_normalization(data, m, v, offset=None, scale=None, variance_epsilon=1e-3)
print(
    bn[0, :3],
    tf.nn.l2_normalize(data[0], axis=0)[:2],
    tf.nn.leaky_relu([-1.0, 2.0], alpha=0.1),
    tf.nn.gelu([1.0], approximate=True),
    tf.nn.swish(2.0),
    tf.nn.selu([-1.0]),
    tf.nn.relu6(7.0),
    tf.nn.softsign([1.0]),
    tf.nn.crelu([1.0, -1.0]),
    tf.nn.log_softmax([[1.0, 2.0]]),
)
