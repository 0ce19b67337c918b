"""Tests that run inside the page's worker, next to TensorFlow.js; harness.py says how."""
