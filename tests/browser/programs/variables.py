import numpy as np
import tensorflow as tf

my_tensor = tf.constant([[1.0, 2.0], [3.0, 4.0]])
my_variable = tf.Variable(my_tensor)
bool_variable = tf.Variable([False, False, False, True])
complex_variable = tf.Variable([5 + 4j, 6 + 1j])
print("Shape: ", my_variable.shape)
print("DType: ", my_variable.dtype)
print("As NumPy: ", my_variable.numpy())
print(bool_variable.dtype, complex_variable.dtype, complex_variable.numpy())
print("A variable:", my_variable)
print("\nViewed as a tensor:", tf.convert_to_tensor(my_variable))
print("\nIndex of highest value:", tf.math.argmax(my_variable))
print("\nCopying and reshaping: ", tf.reshape(my_variable, [1, 4]))
a = tf.Variable([2.0, 3.0])
a.assign([1, 2])
try:
    a.assign([1.0, 2.0, 3.0])
except Exception as e:
    print(type(e).__name__)
a = tf.Variable([2.0, 3.0])
b = tf.Variable(a)
a.assign([5, 6])
print(a.numpy(), b.numpy())
print(a.assign_add([2, 3]).numpy(), a.assign_sub([7, 9]).numpy())
named = tf.Variable(my_tensor, name="Mark")
other = tf.Variable(my_tensor + 1, name="Mark")
print(named == other, named.name)
step_counter = tf.Variable(1, trainable=False)
print(step_counter, step_counter.trainable, repr(step_counter))
v = tf.Variable(tf.zeros([3, 2]), shape=tf.TensorShape([None, 2]), name="grow")
print(v.shape)
v.assign(tf.ones([5, 2]))
print(v.shape, tf.shape(v).numpy(), v)
i = tf.Variable(3, dtype=tf.int64)
i.assign_add(4)
print(i.numpy(), i.dtype, int(i), float(i), i + 1)
w = tf.Variable(np.arange(6, dtype=np.float32).reshape(2, 3))
w[0, 1].assign(100.0)
print(w.numpy())
w[:, 2].assign([7.0, 8.0])
print(w.numpy())
w.scatter_nd_update([[1, 0]], [-1.0])
w.scatter_update(tf.IndexedSlices(values=[[9.0, 9.0, 9.0]], indices=[0]))
print(w.read_value(), w.value())
w.scatter_add(tf.IndexedSlices(tf.constant([[1.0, 2, 3]]), tf.constant([1])))
print(w[1], w[1] * 2, -w, abs(w), w**2, 1 - w, w / 2, w > 0)
print(np.sum(w), np.mean(w.numpy()), np.ndim(w))
try:
    len(w)
except TypeError as e:
    print("TypeError")
with tf.device("CPU:0"):
    t = tf.Variable(lambda: tf.fill([2], 3.0))
print(t.numpy(), isinstance(t, tf.Variable), tf.is_tensor(t), isinstance(t, tf.Tensor))
for row in my_variable:
    print(row)
x = tf.Variable(1.0)
x = x + 1
print(isinstance(x, tf.Variable), x)
y = tf.Variable([1.0, 2.0])
y.assign(y * 2 + tf.reduce_sum(y))
print(y)
print(tf.Variable("hello"), tf.Variable(["a", "b"]).numpy())
try:
    tf.Variable([1.0]).assign(["a"])
except Exception as e:
    print(type(e).__name__)
try:
    my_variable[0] = 3
except Exception as e:
    print(type(e).__name__)
try:
    my_tensor[0] = 3
except Exception as e:
    print(type(e).__name__)
