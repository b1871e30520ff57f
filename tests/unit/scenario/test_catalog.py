from pathlib import Path

import pytest

from driftsim.errors import InputError
from driftsim.scenario import catalog
from driftsim.scenario.catalog import bundled, find, find_all, paths


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def save(path: str, name: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(f"id: {name}\nturns: {{ask: {{say: Hello.}}}}\n", "utf-8")


def test_bundled_scenarios_are_named_by_their_files() -> None:
    assert bundled()
    assert {name: load.id for name in bundled() for load in find(name)} == {name: name for name in bundled()}


def test_a_file_and_a_folder() -> None:
    for name in "cab":
        save(f"some/{name}.yaml", f"x{name}")
    save("some/d.yml", "xd")
    save("some/.hidden.yaml", "xh")
    Path("some/notes.txt").write_text("no scenario", "utf-8")
    assert [one.id for one in find("some")] == ["xa", "xb", "xc", "xd"]
    assert [one.id for one in find("some/b.yaml")] == ["xb"]
    assert [one.id for one in find_all(["some/c.yaml", "some/a.yaml"])] == ["xc", "xa"]


def test_a_bundled_id_comes_first_and_a_path_reaches_the_rest() -> None:
    name = next(iter(bundled()))
    save(f"{name}/a.yaml", "own")
    assert paths(name) == (bundled()[name],)
    assert [one.id for one in find(f"./{name}")] == ["own"]


def test_what_is_not_there() -> None:
    name = next(iter(bundled()))
    with pytest.raises(InputError, match=f"no scenario '{name}x': .*did you mean '{name}'"):
        find(f"{name}x")
    with pytest.raises(InputError, match=r"^some/a\.yaml: no such file or folder"):
        find("some/a.yaml")
    with pytest.raises(InputError, match=r"^b\.yaml: no such file or folder"):
        find("b.yaml")
    Path("empty").mkdir()
    with pytest.raises(InputError, match=r"^empty: no scenario in this folder"):
        find("empty")


def test_an_id_belongs_to_one_scenario() -> None:
    save("one.yaml", "same")
    save("two.yaml", "same")
    with pytest.raises(InputError, match=r"^two\.yaml, line 1: the id 'same' is that of one\.yaml already"):
        find_all(["one.yaml", "two.yaml"])


def test_an_installed_package_carries_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "driftsim"
    save(str(package / "_scenarios" / "inside.yaml"), "inside")
    save(str(package.parent / "scenarios" / "strange.yaml"), "strange")
    monkeypatch.setattr(catalog, "_PACKAGE", package)
    bundled.cache_clear()
    try:
        assert list(bundled()) == ["inside"]
    finally:
        bundled.cache_clear()
