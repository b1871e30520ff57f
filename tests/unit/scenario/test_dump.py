from pathlib import Path

import pytest

from driftsim.scenario.dump import dump, dump_document
from driftsim.scenario.load import load

TEXT = """\
id: weekend
title: A weekend in New York
persona: >-
  a hurried parent who writes short, slightly impatient messages and who has not got the time to
  read more than a screen
constraints:
  short: {check: length.words, at_most: 150}
  words:
    ifeval: keywords:existence
    kwargs: {keywords: [oak, "a, b"]}
start: ask
turns:
  ask:
    say: |-
      Plan it.

        - oak: first
      - no
    add: [short]
    next:
      - {to: nudge, when: violated(short)}
      - {to: end}
  nudge:
    say: "1"
    revise:
      short: {at_most: 80}
    max_visits: 2
    next: end
  end:
    say: "no"
    add: [words]
    probe: true
"""


def test_a_file_written_so_is_written_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(TEXT)
    scenario = load(path)
    assert scenario.written["turns"]["ask"]["say"] == "Plan it.\n\n  - oak: first\n- no"
    assert scenario.written["turns"]["end"]["say"] == "no"
    assert dump(scenario) == TEXT


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), b"x"])
def test_what_is_no_plain_data_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="cannot stand in a scenario's file"):
        dump_document({"id": value})
