"""The cross entropies as classes."""

from typing import Any

from tfjs.keras.losses import binary, categorical
from tfjs.keras.losses.wrapper import BuiltInLoss


class BinaryCrossentropy(BuiltInLoss):
    """`binary_crossentropy` of the samples, reduced.

    Args:
        from_logits: Whether predictions are logits.
        label_smoothing: By which part labels are moved toward 1/2.
        axis: Over which the mean is taken.
        reduction: See `Loss`, as the next two.
        name: Of the loss.
        dtype: What the loss is computed in.
    """

    def __init__(
        self,
        from_logits: bool = False,
        label_smoothing: float = 0.0,
        axis: int = -1,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "binary_crossentropy",
        dtype: Any = None,
    ) -> None:
        super().__init__(
            binary.binary_crossentropy,
            reduction,
            name,
            dtype,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
            axis=axis,
        )
        self.from_logits = from_logits
        self.label_smoothing = label_smoothing
        self.axis = axis


class BinaryFocalCrossentropy(BuiltInLoss):
    """`binary_focal_crossentropy` of the samples, reduced.

    Args:
        apply_class_balancing: Whether `alpha` is used.
        alpha: Weight of ones; that of zeros is `1 - alpha`.
        gamma: How much less easy samples count.
        from_logits: Whether predictions are logits.
        label_smoothing: By which part labels are moved toward 1/2.
        axis: Over which the mean is taken.
        reduction: See `Loss`, as the next two.
        name: Of the loss.
        dtype: What the loss is computed in.
    """

    def __init__(
        self,
        apply_class_balancing: bool = False,
        alpha: float = 0.25,
        gamma: float = 2.0,
        from_logits: bool = False,
        label_smoothing: float = 0.0,
        axis: int = -1,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "binary_focal_crossentropy",
        dtype: Any = None,
    ) -> None:
        super().__init__(
            binary.binary_focal_crossentropy,
            reduction,
            name,
            dtype,
            apply_class_balancing=apply_class_balancing,
            alpha=alpha,
            gamma=gamma,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
            axis=axis,
        )
        self.apply_class_balancing = apply_class_balancing
        self.alpha = alpha
        self.gamma = gamma
        self.from_logits = from_logits
        self.label_smoothing = label_smoothing
        self.axis = axis


class CategoricalCrossentropy(BuiltInLoss):
    """`categorical_crossentropy` of the samples, reduced.

    Args:
        from_logits: Whether predictions are logits.
        label_smoothing: Which part of the labels' weight is spread over all classes.
        axis: Of the classes.
        reduction: See `Loss`, as the next two.
        name: Of the loss.
        dtype: What the loss is computed in.
    """

    def __init__(
        self,
        from_logits: bool = False,
        label_smoothing: float = 0.0,
        axis: int = -1,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "categorical_crossentropy",
        dtype: Any = None,
    ) -> None:
        super().__init__(
            categorical.categorical_crossentropy,
            reduction,
            name,
            dtype,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
            axis=axis,
        )
        self.from_logits = from_logits
        self.label_smoothing = label_smoothing
        self.axis = axis


class CategoricalFocalCrossentropy(BuiltInLoss):
    """`categorical_focal_crossentropy` of the samples, reduced.

    Args:
        alpha: A factor, or one for each class.
        gamma: How much less easy samples count.
        from_logits: Whether predictions are logits.
        label_smoothing: Which part of the labels' weight is spread over all classes.
        axis: Of the classes.
        reduction: See `Loss`, as the next two.
        name: Of the loss.
        dtype: What the loss is computed in.
    """

    def __init__(
        self,
        alpha: Any = 0.25,
        gamma: float = 2.0,
        from_logits: bool = False,
        label_smoothing: float = 0.0,
        axis: int = -1,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "categorical_focal_crossentropy",
        dtype: Any = None,
    ) -> None:
        super().__init__(
            categorical.categorical_focal_crossentropy,
            reduction,
            name,
            dtype,
            alpha=alpha,
            gamma=gamma,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
            axis=axis,
        )
        self.alpha = alpha
        self.gamma = gamma
        self.from_logits = from_logits
        self.label_smoothing = label_smoothing
        self.axis = axis


class SparseCategoricalCrossentropy(BuiltInLoss):
    """`sparse_categorical_crossentropy` of the samples, reduced.

    Args:
        from_logits: Whether predictions are logits.
        ignore_class: A label that does not count, or None.
        reduction: See `Loss`, as the next.
        axis: Of the classes; the last one.
        name: Of the loss.
        dtype: What the loss is computed in.
    """

    def __init__(
        self,
        from_logits: bool = False,
        ignore_class: int | None = None,
        reduction: str | None = "sum_over_batch_size",
        axis: int = -1,
        name: str | None = "sparse_categorical_crossentropy",
        dtype: Any = None,
    ) -> None:
        super().__init__(
            categorical.sparse_categorical_crossentropy,
            reduction,
            name,
            dtype,
            from_logits=from_logits,
            ignore_class=ignore_class,
            axis=axis,
        )
        self.from_logits = from_logits
        self.ignore_class = ignore_class
        self.axis = axis


class CategoricalGeneralizedCrossEntropy(BuiltInLoss):
    """`categorical_generalized_cross_entropy` of the samples, reduced.

    Args:
        q: Between 0, cross entropy, and 1, mean absolute error.
        reduction: See `Loss`, as the next two.
        name: Of the loss.
        dtype: What the loss is computed in.

    Raises:
        ValueError: `q` outside its range.
    """

    def __init__(
        self,
        q: float = 0.5,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "categorical_generalized_cross_entropy",
        dtype: Any = None,
    ) -> None:
        if not 0 < q < 1:
            raise ValueError(f"q must be in the interval (0, 1). Received: q={q}")
        super().__init__(
            categorical.categorical_generalized_cross_entropy, reduction, name, dtype, q=q
        )
        self.q = q
