"""Comma-separated values: `CsvDataset`, and `make_csv_dataset`, which finds out what is in them."""

from collections.abc import Sequence
from itertools import islice
from typing import Any, Self

import numpy as np

from tfjs import dtypes
from tfjs.data.dataset import Dataset
from tfjs.data.stages.files import matching_files, names_of, opened
from tfjs.data.stages.mapping import Rearranged
from tfjs.data.stages.records import Column, Dialect, Rows, column_of
from tfjs.dtypes import DType


class CsvDataset(Dataset):
    """The records of files of comma-separated values, as tuples of scalars.

    Args:
        filenames: Names of files.
        record_defaults: For each field a default, or a dtype or an empty tensor where the field is
            required.
        compression_type: `"GZIP"`, `"ZLIB"`, or nothing.
        buffer_size: Accepted.
        header: Whether the first line is passed over.
        field_delim: Between fields.
        use_quote_delim: Whether quotes hold fields together.
        na_value: Another text for a missing field.
        select_cols: Places of the fields to read, rising; all if None.
        exclude_cols: Places of the fields to leave out.

    Raises:
        InvalidArgumentError: While it is iterated: a record that does not fit.
    """

    def __new__(
        cls,
        filenames: Any,
        record_defaults: Sequence[Any],
        compression_type: Any = None,
        buffer_size: Any = None,
        header: bool = False,
        field_delim: str = ",",
        use_quote_delim: bool = True,
        na_value: str = "",
        select_cols: Sequence[int] | None = None,
        exclude_cols: Sequence[int] | None = None,
    ) -> Self:
        """A dataset of the records."""
        if select_cols is not None and exclude_cols is not None:
            raise ValueError("At most one of select_cols and exclude_cols can be specified.")
        dialect = Dialect(field_delim, use_quote_delim, header, na_value)
        columns = [column_of(value) for value in record_defaults]
        names, packing = names_of(filenames, "CsvDataset"), compression_type or ""
        return cls._of(Rows(names, packing, columns, dialect, select_cols, exclude_cols))


def make_csv_dataset(
    file_pattern: Any,
    batch_size: int,
    column_names: Sequence[str] | None = None,
    column_defaults: Sequence[Any] | None = None,
    label_name: str | None = None,
    select_columns: Sequence[Any] | None = None,
    field_delim: str = ",",
    use_quote_delim: bool = True,
    na_value: str = "",
    header: bool = True,
    num_epochs: int | None = None,
    shuffle: bool = True,
    shuffle_buffer_size: int = 10000,
    shuffle_seed: int | None = None,
    prefetch_buffer_size: int | None = None,
    num_parallel_reads: int | None = None,
    sloppy: bool = False,
    num_rows_for_inference: int | None = 100,
    compression_type: str | None = None,
    ignore_errors: bool = False,
    encoding: str = "utf-8",
) -> Dataset:
    """Batches of the records of files of comma-separated values, as dicts of columns.

    Args:
        file_pattern: Names or patterns of files.
        batch_size: Records in a batch.
        column_names: Of all columns; those of the first line if None.
        column_defaults: As `record_defaults` of `CsvDataset`; found from the records if None, with
            0 or an empty string for what is missing.
        label_name: The column that becomes a second part of the elements.
        select_columns: Names or places of the columns to read.
        field_delim: Between fields.
        use_quote_delim: Whether quotes hold fields together.
        na_value: Another text for a missing field.
        header: Whether the first line holds names.
        num_epochs: How often all records come; for ever if None.
        shuffle: Whether they come in a random order.
        shuffle_buffer_size: See `Dataset.shuffle`.
        shuffle_seed: See `Dataset.shuffle`.
        prefetch_buffer_size: Accepted.
        num_parallel_reads: How many files take turns.
        sloppy: Accepted; the order is always kept.
        num_rows_for_inference: Records looked at for the columns' dtypes; all if None.
        compression_type: `"GZIP"`, `"ZLIB"`, or nothing.
        ignore_errors: Whether broken records are passed over.
        encoding: Of the text.

    Raises:
        ValueError: Names or columns that do not go together, or an empty file.
    """
    names = _names_in_order(file_pattern)
    packing = compression_type or ""
    dialect = Dialect(field_delim, use_quote_delim, header, na_value, encoding)
    known = _header(names, packing, dialect) if column_names is None else list(column_names)
    _refuse_twins(known)
    chosen = None if select_columns is None else _places(select_columns, known)
    if column_defaults is None:
        columns = _inferred(names, packing, dialect, chosen, len(known), num_rows_for_inference)
    else:
        columns = _given(column_defaults, chosen)
    titles = known if chosen is None else [known[i] for i in chosen]
    if label_name is not None and label_name not in titles:
        raise ValueError(
            f"`label_name` provided must be one of the columns: {titles}. Received: {label_name}."
        )
    files = Dataset.from_tensor_slices(np.array([name.encode() for name in names], object))
    if shuffle:
        files = files.shuffle(len(names), shuffle_seed)

    def records(name: Any) -> Dataset:
        rows = Rows(names_of(name, "make_csv_dataset"), packing, columns, dialect, chosen)
        made = Dataset._of(rows)
        return made.ignore_errors() if ignore_errors else made

    dataset = files.interleave(records, cycle_length=max(num_parallel_reads or 1, 1))
    if shuffle:
        dataset = dataset.shuffle(shuffle_buffer_size, shuffle_seed)
    if num_epochs != 1:
        dataset = dataset.repeat(num_epochs)

    def by_name(*fields: Any) -> Any:
        features = dict(zip(titles, fields, strict=True))
        if label_name is None:
            return features
        label = features.pop(label_name)
        return features, label

    batches = dataset.batch(batch_size, drop_remainder=num_epochs is None)
    return Dataset._of(Rearranged(batches._stage, by_name))


def _given(defaults: Sequence[Any], chosen: list[int] | None) -> list[Column]:
    columns = [column_of(value) for value in defaults]
    if chosen is not None and len(columns) != len(chosen):
        raise ValueError(
            "If specified, `column_defaults` and `select_columns` must have the same length: "
            f"`column_defaults` has length {len(columns)}, `select_columns` has length "
            f"{len(chosen)}."
        )
    return columns


def _names_in_order(pattern: Any) -> list[str]:
    given = names_of(pattern, "make_csv_dataset")
    return sorted({name.decode() for one in given for name in matching_files(one)})


def _refuse_twins(names: list[str]) -> None:
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(
            "Either `column_names` argument or CSV header row contains duplicate column names: "
            f"{twice}."
        )


def _header(names: list[str], packing: str, dialect: Dialect) -> list[str]:
    if not dialect.header:
        raise ValueError("Expected `column_names` or `header` arguments. Neither is provided.")
    first: list[str] | None = None
    for name in names:
        with opened(name, packing, "make_csv_dataset") as file:
            row = next(dialect.rows(file), None)
        if row is None:
            raise ValueError(f"Failed when reading the header line of {name}. Is it an empty file?")
        if first is not None and row != first:
            raise ValueError(
                "All input CSV files should have the same column names in the header row. File "
                f"{name} has different column names."
            )
        first = row
    return first or []


def _places(chosen: Sequence[Any], names: list[str]) -> list[int]:
    """Places of columns given by name or place, rising."""
    found = []
    for one in chosen:
        place = one if isinstance(one, int) else (names.index(one) if one in names else -1)
        if not 0 <= place < len(names):
            raise ValueError(
                f"Column {one} specified in `select_columns` must be of one of the columns: "
                f"{names}."
            )
        found.append(place)
    if len(set(found)) < len(found):
        raise ValueError(f"The `select_columns` argument contains duplicate columns: {chosen}.")
    return sorted(found)


def _inferred(
    names: list[str],
    packing: str,
    dialect: Dialect,
    chosen: list[int] | None,
    width: int,
    limit: int | None,
) -> list[Column]:
    """Columns of the narrowest dtypes that the first records fit in."""
    places = list(range(width)) if chosen is None else chosen
    kinds: list[DType | None] = [None] * len(places)
    for row in islice(_all_rows(names, packing, dialect), limit):
        if len(row) != width:
            raise ValueError(
                f"Problem inferring types: CSV row has {len(row)} number of fields. Expected: "
                f"{width}."
            )
        for i, place in enumerate(places):
            kinds[i] = _widened(kinds[i], row[place], dialect.nothing)
    found = [kind or dtypes.string for kind in kinds]
    return [
        Column(kind, b"" if kind is dtypes.string else kind.as_numpy_dtype(0)) for kind in found
    ]


def _all_rows(names: list[str], packing: str, dialect: Dialect) -> Any:
    for name in names:
        with opened(name, packing, "make_csv_dataset") as file:
            yield from islice(dialect.rows(file), int(dialect.header), None)


_RISING = (dtypes.int32, dtypes.int64, dtypes.float32, dtypes.float64, dtypes.string)


def _widened(known: DType | None, text: str, nothing: str) -> DType | None:
    if text in ("", nothing):
        return known
    fits = next(kind for kind in _RISING if _reads_as(text, kind))
    return fits if known is None else max(known, fits, key=_RISING.index)


def _reads_as(text: str, kind: DType) -> bool:
    if kind is dtypes.string:
        return True
    try:
        if kind.is_integer:
            low, high = kind.min, kind.max
            return bool(low <= int(text) <= high)
        with np.errstate(over="ignore"):
            return bool(kind.as_numpy_dtype(text) < np.inf)
    except (ValueError, OverflowError):
        return False
