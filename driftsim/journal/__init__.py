"""The run on disk: events in, tables out.

`Journal` writes events into `journal.sqlite`, `Run` reads a folder back. After the journal there is
only the journal: metrics, reports and screens see nothing else.
"""

from typing import TYPE_CHECKING

from driftsim.lazy import lazily

if TYPE_CHECKING:
    from driftsim.journal.derive import frame_schema
    from driftsim.journal.draft import whole_or_nothing
    from driftsim.journal.manifest import Manifest
    from driftsim.journal.read import Run
    from driftsim.journal.resume import ended_in, finished_in
    from driftsim.journal.write import Journal
else:  # who reads needs no constraint, and nothing else that writing does
    __getattr__ = lazily(
        __name__,
        {
            "Journal": "write",
            "Manifest": "manifest",
            "Run": "read",
            "ended_in": "resume",
            "finished_in": "resume",
            "frame_schema": "derive",
            "whole_or_nothing": "draft",
        },
    )

__all__ = ["Journal", "Manifest", "Run", "ended_in", "finished_in", "frame_schema", "whole_or_nothing"]
