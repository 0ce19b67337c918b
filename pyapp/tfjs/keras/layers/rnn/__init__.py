"""Layers that go through sequences, step by step."""

from tfjs.keras.layers.rnn.bidirectional import Bidirectional as Bidirectional
from tfjs.keras.layers.rnn.conv_lstm import ConvLSTM1D as ConvLSTM1D
from tfjs.keras.layers.rnn.conv_lstm import ConvLSTM2D as ConvLSTM2D
from tfjs.keras.layers.rnn.conv_lstm import ConvLSTM3D as ConvLSTM3D
from tfjs.keras.layers.rnn.gru import GRU as GRU
from tfjs.keras.layers.rnn.gru_cell import GRUCell as GRUCell
from tfjs.keras.layers.rnn.lstm import LSTM as LSTM
from tfjs.keras.layers.rnn.lstm_cell import LSTMCell as LSTMCell
from tfjs.keras.layers.rnn.rnn import RNN as RNN
from tfjs.keras.layers.rnn.simple_rnn import SimpleRNN as SimpleRNN
from tfjs.keras.layers.rnn.simple_rnn import SimpleRNNCell as SimpleRNNCell
from tfjs.keras.layers.rnn.stacked_rnn_cells import StackedRNNCells as StackedRNNCells
from tfjs.keras.layers.rnn.time_distributed import TimeDistributed as TimeDistributed
