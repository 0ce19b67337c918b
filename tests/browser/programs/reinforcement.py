import collections
import numpy as np
import tensorflow as tf

eps = np.finfo(np.float32).eps.item()


def init(shape, dtype=None, **kw):
    n = int(np.prod(shape))
    return tf.constant(0.5 * np.sin(np.arange(n) * 2.1).reshape(shape), dtype or tf.float32)


class Env:
    """A cart on a line of numbers: steer it to zero."""

    def reset(self):
        self.s = np.array([1.0, -0.5, 0.2, 0.0], np.float32)
        self.t = 0
        return self.s

    def step(self, action):
        self.s = (
            self.s * 0.95 + (0.1 if action == 1 else -0.1) * np.array([1, 0.5, -0.5, 0.2])
        ).astype(np.float32)
        self.t += 1
        return self.s, np.float32(1.0 - abs(self.s).sum() * 0.1), self.t >= 8


env = Env()


def env_step(action):
    state, reward, done = env.step(action)
    return state.astype(np.float32), np.array(reward, np.int32), np.array(done, np.int32)


class ActorCritic(tf.keras.Model):
    def __init__(self, num_actions, num_hidden_units):
        super().__init__()
        self.common = tf.keras.layers.Dense(
            num_hidden_units, activation="relu", kernel_initializer=init
        )
        self.actor = tf.keras.layers.Dense(num_actions, kernel_initializer=init)
        self.critic = tf.keras.layers.Dense(1, kernel_initializer=init)

    def call(self, inputs):
        x = self.common(inputs)
        return self.actor(x), self.critic(x)


def tf_env_step(action):
    return tf.numpy_function(env_step, [action], [tf.float32, tf.int32, tf.int32])


def run_episode(initial_state, model, max_steps):
    action_probs = tf.TensorArray(dtype=tf.float32, size=0, dynamic_size=True)
    values = tf.TensorArray(dtype=tf.float32, size=0, dynamic_size=True)
    rewards = tf.TensorArray(dtype=tf.int32, size=0, dynamic_size=True)
    initial_state_shape = initial_state.shape
    state = initial_state
    for t in tf.range(max_steps):
        state = tf.expand_dims(state, 0)
        action_logits_t, value = model(state)
        action = tf.argmax(action_logits_t[0])
        action_probs_t = tf.nn.softmax(action_logits_t)
        values = values.write(t, tf.squeeze(value))
        action_probs = action_probs.write(t, action_probs_t[0, action])
        state, reward, done = tf_env_step(action)
        state.set_shape(initial_state_shape)
        rewards = rewards.write(t, reward)
        if tf.cast(done, tf.bool):
            break
    return action_probs.stack(), values.stack(), rewards.stack()


def get_expected_return(rewards, gamma, standardize=True):
    n = tf.shape(rewards)[0]
    returns = tf.TensorArray(dtype=tf.float32, size=n)
    rewards = tf.cast(rewards[::-1], dtype=tf.float32)
    discounted_sum = tf.constant(0.0)
    discounted_sum_shape = discounted_sum.shape
    for i in tf.range(n):
        reward = rewards[i]
        discounted_sum = reward + gamma * discounted_sum
        discounted_sum.set_shape(discounted_sum_shape)
        returns = returns.write(i, discounted_sum)
    returns = returns.stack()[::-1]
    if standardize:
        returns = (returns - tf.math.reduce_mean(returns)) / (tf.math.reduce_std(returns) + eps)
    return returns


huber_loss = tf.keras.losses.Huber(reduction="sum")


def compute_loss(action_probs, values, returns):
    advantage = returns - values
    action_log_probs = tf.math.log(action_probs)
    actor_loss = -tf.math.reduce_sum(action_log_probs * advantage)
    return actor_loss + huber_loss(values, returns)


optimizer = tf.keras.optimizers.Adam(learning_rate=0.01)
model = ActorCritic(2, 12)


@tf.function
def train_step(initial_state, gamma, max_steps):
    with tf.GradientTape() as tape:
        action_probs, values, rewards = run_episode(initial_state, model, max_steps)
        returns = get_expected_return(rewards, gamma)
        action_probs, values, returns = [
            tf.expand_dims(x, 1) for x in [action_probs, values, returns]
        ]
        loss = compute_loss(action_probs, values, returns)
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return tf.math.reduce_sum(rewards), loss


for i in range(4):
    s0 = tf.constant(env.reset(), dtype=tf.float32)
    r, loss = train_step(s0, 0.99, 20)
    print(i, int(r), f"{float(loss):.3f}")
print(get_expected_return(tf.constant([1, 1, 1]), 0.5, standardize=False))
# DQN
q_net = tf.keras.Sequential(
    [
        tf.keras.layers.Dense(8, "relu", kernel_initializer=init),
        tf.keras.layers.Dense(2, kernel_initializer=init),
    ]
)
q_net.build((None, 4))
target_net = tf.keras.Sequential([tf.keras.layers.Dense(8, "relu"), tf.keras.layers.Dense(2)])
target_net.build((None, 4))
target_net.set_weights(q_net.get_weights())
buffer = collections.deque(maxlen=50)
state = env.reset()
for k in range(24):
    a = k % 2
    nxt, rew, done = env.step(a)
    buffer.append((state, a, rew, nxt, float(done)))
    state = env.reset() if done else nxt
opt = tf.keras.optimizers.RMSprop(0.003)


@tf.function
def update(s, a, r, s2, d):
    future = tf.reduce_max(target_net(s2), axis=1)
    y = r + 0.9 * future * (1.0 - d)
    with tf.GradientTape() as tape:
        q = q_net(s)
        q_a = tf.reduce_sum(q * tf.one_hot(a, 2), axis=1)
        loss = tf.reduce_mean(tf.keras.losses.huber(tf.expand_dims(y, 1), tf.expand_dims(q_a, 1)))
    opt.apply_gradients(
        zip(tape.gradient(loss, q_net.trainable_variables), q_net.trainable_variables)
    )
    return loss


for e in range(4):
    batch = [buffer[(e * 5 + j) % 24] for j in range(8)]
    s, a, r, s2, d = (np.array(c) for c in zip(*batch))
    print(e, update(s, a, tf.constant(r, tf.float32), s2, d.astype(np.float32)).numpy().round(5))
for tv, v in zip(target_net.variables, q_net.variables):
    tv.assign(0.1 * v + 0.9 * tv)
print(
    q_net.predict(np.array([[1.0, 0, 0, 0]]), verbose=0),
    target_net(tf.constant([[1.0, 0, 0, 0]])),
    np.argmax(q_net(s[:3]), axis=1),
)
log_p = tf.nn.log_softmax(q_net(s))
idx = tf.stack([tf.range(8), tf.cast(a, tf.int32)], axis=1)
ratio = tf.exp(tf.gather_nd(log_p, idx) - tf.stop_gradient(tf.gather_nd(log_p, idx)) + 0.3)
adv = tf.linspace(-1.0, 1.0, 8)
print(
    "ppo",
    -tf.reduce_mean(tf.minimum(ratio * adv, tf.clip_by_value(ratio, 0.8, 1.2) * adv)),
    "entropy",
    -tf.reduce_mean(tf.reduce_sum(tf.exp(log_p) * log_p, -1)),
)
