"""Transposed convolution over volumes."""

from typing import Any, ClassVar

from tfjs.keras.layers.convolutional.base_conv_transpose import BaseConvTranspose


class Conv3DTranspose(BaseConvTranspose):
    """Undo a convolution over volumes; arguments as for `BaseConvTranspose`."""

    rank: ClassVar[int] = 3

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        data_format: str | None = None,
        output_padding: Any = None,
        *others: Any,
        **options: Any,
    ) -> None:
        # Keras has these two the other way round than in one and two dimensions.
        given = (filters, kernel_size, strides, padding, output_padding, data_format)
        super().__init__(*given, *others, **options)
