from pathlib import Path
from types import SimpleNamespace

import pytest

from driftsim.doctor import disk
from driftsim.doctor.disk import file_system_of

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /data rw - nfs4 server:/x rw
41 40 0:36 / /data/my\\040runs rw - tmpfs tmpfs rw
42 22 0:37 / /database rw - cifs //s/x rw
broken line
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/me", "ext4"),
        ("/data/runs", "nfs4"),
        ("/data/my runs/a", "tmpfs"),
        ("/database", "cifs"),
        ("/datab", "ext4"),
    ],
)
def test_the_nearest_mount_tells(folder: str, kind: str) -> None:
    assert file_system_of(Path(folder), MOUNTS) == kind


def test_without_mounts_nothing_is_told() -> None:
    assert file_system_of(Path("/x"), "") is None


def test_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    found = {one.name: one for one in disk.disk(tmp_path / "not" / "yet")}
    assert found["writable"].state == "ok"
    assert str(tmp_path) in found["writable"].found
    assert found["journal"].state == "ok"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("free", "state"), [(1 << 20, "fail"), (1 << 29, "warn"), (1 << 34, "ok")])
def test_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, state: str) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))
    assert next(disk.disk(tmp_path)).state == state


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryDirectory", refuse)
    found = {one.name: one for one in disk.disk(tmp_path)}
    assert found["writable"].state == "fail"
    assert "Permission denied" in found["writable"].found
    assert found["writable"].way_out


def test_a_network_file_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"1 0 0:1 / / rw - ext4 a rw\n2 1 0:2 / {tmp_path} rw - nfs4 b rw\n")
    monkeypatch.setattr(disk, "_MOUNTS", mounts)
    found = {one.name: one for one in disk.disk(tmp_path)}
    assert found["file system"].state == "warn"
    assert "nfs4" in found["file system"].found
