"""Tests of `tf.keras`."""
