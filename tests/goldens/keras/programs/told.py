import keras
import numpy as np


class Told(keras.callbacks.Callback):
    """Says which logs each hook gets."""

    def __getattribute__(self, name):
        if name.startswith("on_") and not name.startswith(("on_batch",)):

            def hook(*args, logs=None):
                given = args[-1] if args and isinstance(args[-1], dict) else logs
                numbers = [a for a in args if isinstance(a, int)]
                print(name, numbers, None if given is None else sorted(given.keys()))

            return hook
        return super().__getattribute__(name)


model = keras.Sequential([keras.layers.Dense(1, kernel_initializer=keras.initializers.Constant(0.05))])
model.compile(keras.optimizers.RMSprop(0.1), "mse", metrics=["mae"])
x = np.cos(np.arange(120)).reshape(24, 5).astype("float32")
y = (np.arange(24) % 3).astype("float32")
h = model.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=2, validation_split=1 / 3, callbacks=[Told()])
print({name: np.round(values, 5).tolist() for name, values in h.history.items()})
model.evaluate(x, y, batch_size=12, verbose=0, callbacks=[Told()])
model.predict(x, batch_size=24, verbose=0, callbacks=[Told()])
saver = keras.callbacks.ModelCheckpoint("at-{epoch}.keras", verbose=1)
model.fit(x, y, epochs=1, verbose=0, callbacks=[saver])
