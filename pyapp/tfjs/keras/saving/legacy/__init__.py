"""Files as Keras 2 and TensorFlow.js know them: HDF5 with a config, and model.json."""
