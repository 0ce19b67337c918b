"""Training: the part of `Model` that compiles, fits, evaluates and predicts."""
