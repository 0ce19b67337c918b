"""HDF5 files: written here, read by the package pyfive."""

from tfjs.keras.saving.hdf5.reading import read as read
from tfjs.keras.saving.hdf5.tree import Group as Group
from tfjs.keras.saving.hdf5.tree import write as write
