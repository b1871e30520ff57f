"""The page in a real browser: what runs, what is refused, what a reader can do."""

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import Page
from hostile import CANARY, PAYLOADS, planted

pytestmark = pytest.mark.slow
SUNG = "document.documentElement.dataset.canary === 'sung'"


@pytest.fixture(scope="module")
def browser() -> Iterator[Page]:
    with Page() as page:
        yield page


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "report.html"


def test_no_payload_runs_and_the_page_keeps_its_own_policy(
    browser: Page, file: Path, hostile_page: str
) -> None:
    file.write_text(hostile_page, "utf-8")
    browser.show(file)
    browser.does("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    browser.does(
        "document.querySelectorAll('a, summary, button:not([data-save])').forEach(each => each.click())"
    )
    assert browser.does(SUNG) is False
    assert browser.complaints() == []
    assert browser.does("document.scripts.length + document.styleSheets.length") == 2
    assert (
        browser.does(
            "document.querySelectorAll('img, iframe, [onerror], [onload], [style]:not(#tip)').length"
        )
        == 0
    )


def test_all_that_was_planted_is_read(browser: Page, file: Path, hostile_page: str) -> None:
    file.write_text(hostile_page, "utf-8")
    browser.show(file)
    text = browser.does("document.body.textContent")
    for payload in PAYLOADS[:8]:
        assert payload in text


@pytest.mark.parametrize("payload", [PAYLOADS[0], PAYLOADS[3], PAYLOADS[4]])
def test_the_canary_does_sing_without_a_policy(browser: Page, file: Path, payload: str) -> None:
    file.write_text(f"<!doctype html><title>x</title><p>{payload}</p>", "utf-8")
    browser.show(file)
    browser.does("new Promise(done => setTimeout(done, 200))")
    assert browser.does(SUNG) is True


@pytest.mark.parametrize("payload", [PAYLOADS[0], PAYLOADS[3], PAYLOADS[4]])
def test_markup_that_slipped_in_is_refused_and_that_would_be_seen(
    browser: Page, file: Path, plain_page: str, payload: str
) -> None:
    file.write_text(plain_page.replace("</main>", f"{payload}</main>"), "utf-8")
    browser.show(file)
    browser.does("new Promise(done => setTimeout(done, 200))")
    assert browser.does(SUNG) is False
    assert browser.complaints() != []


def test_text_cannot_become_markup_even_by_our_script(browser: Page, file: Path, plain_page: str) -> None:
    file.write_text(plain_page, "utf-8")
    browser.show(file)
    tried = "try { document.body.innerHTML = '<b>x</b>'; 'done' } catch (error) { error.name }"
    assert browser.does(tried) == "TypeError"


def test_the_switch_turns_light_into_dark_and_back(browser: Page, file: Path, plain_page: str) -> None:
    file.write_text(plain_page, "utf-8")
    ground = "getComputedStyle(document.body).backgroundColor"
    browser.show(file)
    browser.does("try { localStorage.clear() } catch {}; 0")
    for preferred in ("dark", "light"):
        browser.prefer(preferred)
        browser.show(file)
        before = browser.does(ground)
        browser.does("document.querySelector('.theme').click()")
        assert browser.does(ground) != before
        browser.does("document.querySelector('.theme').click()")
        assert browser.does(ground) == before
        browser.does("try { localStorage.clear() } catch {}; 0")
    browser.prefer("light")


def test_arrow_keys_go_from_point_to_point_and_tell_them(browser: Page, file: Path, plain_page: str) -> None:
    file.write_text(plain_page, "utf-8")
    browser.show(file)
    browser.does("document.querySelector('#fig-drift-0 .picture').focus()")
    told = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
        browser.press(key)
        told.append(browser.does("document.getElementById('tip').textContent"))
    assert [each.split(": ")[0] for each in told] == ["age 0", "age 1", "age 2", "age 1"]
    assert all(re.match(r"age \d: (followed|never broken) [\d.]+", each) for each in told), told
    browser.press("Escape")
    assert browser.does("document.getElementById('tip').hidden") is True


@pytest.mark.parametrize(("kind", "begins"), [("svg", b"<svg "), ("png", b"\x89PNG")])
def test_a_figure_is_saved_as_a_file(
    browser: Page, file: Path, tmp_path: Path, plain_page: str, kind: str, begins: bytes
) -> None:
    file.write_text(plain_page, "utf-8")
    browser.show(file)
    browser.ask("Page.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    browser.does(f"document.querySelector('#fig-drift-0 [data-save={kind}]').click()")
    for _ in range(40):
        browser.does("new Promise(done => setTimeout(done, 50))")
        found = [each for each in tmp_path.glob(f"driftsim-drift-0*.{kind}") if each.stat().st_size]
        if found:
            break
    (saved,) = found
    assert saved.read_bytes().startswith(begins)
    assert browser.complaints() == []


def test_without_its_script_the_page_still_tells_all(browser: Page, file: Path, plain_page: str) -> None:
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        file.write_text(plain_page, "utf-8")
        browser.show(file)
        shot = browser.ask("Page.captureScreenshot", format="png")["data"]
        assert len(base64.b64decode(shot)) > 20_000
        hidden = browser.ask("DOM.getDocument", depth=-1)
    finally:
        browser.ask("Emulation.setScriptExecutionDisabled", value=False)
    assert '"SVG"' in json.dumps(hidden)


@pytest.mark.parametrize("width", [380, 820, 1400])
def test_nothing_is_wider_than_the_window(
    browser: Page, file: Path, plain_page: str, hostile_page: str, width: int
) -> None:
    browser.resize(width, 900)
    for source in (plain_page, hostile_page):
        file.write_text(source, "utf-8")
        browser.show(file)
        assert browser.does("document.documentElement.scrollWidth") <= width
    browser.resize(1200, 900)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(
    browser: Page, file: Path, compared_page: str, scheme: str
) -> None:
    browser.prefer(scheme)
    file.write_text(compared_page, "utf-8")
    browser.show(file)
    browser.does("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert browser.does(CONTRAST) == []
    browser.prefer("light")


CONTRAST = """(() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const found = parse(getComputedStyle(each).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const poor = new Set();
  for (const element of document.querySelectorAll("body *")) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    if (element.closest("script, style, #tip, desc, title, [aria-hidden]")) continue;
    const style = getComputedStyle(element);
    const svg = element.closest("svg");
    if (element.classList.contains("on")) continue;
    const [one, other] = [light(parse(svg ? style.fill : style.color)), light(ground(svg || element))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < 4.5) poor.add(`${element.tagName}.${element.getAttribute("class")} ${contrast.toFixed(2)}`);
  }
  return [...poor];
})()"""


def test_planted_texts_are_long_enough_to_matter() -> None:
    assert len(planted("reply")) > 500
    assert CANARY in planted("reply")
