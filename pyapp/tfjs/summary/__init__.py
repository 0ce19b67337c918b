"""`tf.summary`: event files for TensorBoard, in this page's file system."""

from tfjs.summary import experimental as experimental
from tfjs.summary.kinds import audio as audio
from tfjs.summary.kinds import graph as graph
from tfjs.summary.kinds import histogram as histogram
from tfjs.summary.kinds import image as image
from tfjs.summary.kinds import scalar as scalar
from tfjs.summary.kinds import text as text
from tfjs.summary.kinds import trace_export as trace_export
from tfjs.summary.kinds import trace_off as trace_off
from tfjs.summary.kinds import trace_on as trace_on
from tfjs.summary.kinds import write as write
from tfjs.summary.writers import SummaryWriter as SummaryWriter
from tfjs.summary.writers import create_file_writer as create_file_writer
from tfjs.summary.writers import create_noop_writer as create_noop_writer
from tfjs.summary.writers import flush as flush
from tfjs.summary.writers import record_if as record_if
from tfjs.summary.writers import should_record_summaries as should_record_summaries
