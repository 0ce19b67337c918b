"""What `ImageDataGenerator` does with a changed picture: scaling, centering, whitening."""

import warnings
from typing import Any

import numpy as np

_EPSILON = 1e-6


class Standardizing:
    """The part of a generator that makes pictures alike, and finds what that needs."""

    featurewise_center: bool
    samplewise_center: bool
    featurewise_std_normalization: bool
    samplewise_std_normalization: bool
    zca_whitening: bool
    zca_epsilon: float
    rescale: float | None
    preprocessing_function: Any
    row_axis: int
    col_axis: int
    channel_axis: int
    dtype: Any
    mean: Any
    std: Any
    zca_whitening_matrix: Any

    def random_transform(self, x: Any, seed: int | None = None) -> Any:
        """One picture, changed at random."""
        raise NotImplementedError

    def standardize(self, x: Any) -> Any:
        """A picture, or a batch, scaled and centered; in place where it can be."""
        if self.preprocessing_function:
            x = self.preprocessing_function(x)
        if self.rescale:
            x *= self.rescale
        if self.samplewise_center:
            x -= np.mean(x, keepdims=True)
        if self.samplewise_std_normalization:
            x /= np.std(x, keepdims=True) + _EPSILON
        if self.featurewise_center and self._is_fit("featurewise_center", self.mean):
            x -= self.mean
        if self.featurewise_std_normalization and self._is_fit(
            "featurewise_std_normalization", self.std
        ):
            x /= self.std + _EPSILON
        matrix = self.zca_whitening_matrix
        if self.zca_whitening and self._is_fit("zca_whitening", matrix):
            x = np.reshape(x.reshape(-1, int(np.prod(x.shape[-3:]))) @ matrix, x.shape)
        return x

    def _is_fit(self, setting: str, found: Any) -> bool:
        if found is None:
            warnings.warn(
                f"This ImageDataGenerator specifies `{setting}`, but it hasn't been fit on any "
                "training data. Fit it first by calling `.fit(numpy_data)`.",
                stacklevel=4,
            )
        return found is not None

    def fit(self, x: Any, augment: bool = False, rounds: int = 1, seed: int | None = None) -> None:
        """Find what the settings by feature need.

        Args:
            x: Pictures, rank 4.
            augment: Whether they are changed at random first.
            rounds: How often each, then.
            seed: Of that.

        Raises:
            ValueError: Another rank.
        """
        x = np.array(x, dtype=self.dtype)
        if x.ndim != 4:
            raise ValueError(
                f"Input to `.fit()` should have rank 4. Got array with shape: {x.shape}"
            )
        if seed is not None:
            np.random.seed(seed)
        if self.rescale:
            x *= self.rescale
        if augment:
            x = np.stack([self.random_transform(one) for _ in range(rounds) for one in x])
            x = x.astype(self.dtype)
        axes, shape = (0, self.row_axis, self.col_axis), [1, 1, 1]
        shape[self.channel_axis - 1] = x.shape[self.channel_axis]
        if self.featurewise_center:
            self.mean = np.mean(x, axis=axes).reshape(shape)
            x -= self.mean
        if self.featurewise_std_normalization:
            self.std = np.std(x, axis=axes).reshape(shape)
            x /= self.std + _EPSILON
        if self.zca_whitening:
            flat = x.reshape(len(x), -1)
            u, s, _ = np.linalg.svd(flat.T, full_matrices=False)
            self.zca_whitening_matrix = (u * (np.sqrt(len(x)) / (s + self.zca_epsilon))) @ u.T
