"""The parts of TensorFlow.js's layers format: model.json, names of weights, their bytes."""
