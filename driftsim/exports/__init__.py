"""Tables as files: JSON Lines, CSV, Parquet and JSON."""

from driftsim.exports.tabular import SUFFIXES, write_document, write_frames, write_table

__all__ = ["SUFFIXES", "write_document", "write_frames", "write_table"]
