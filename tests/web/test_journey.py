"""The whole journey in a real browser, by keyboard and mouse; every page without a serious barrier; nothing asked of the network.

Needs Chromium (Debian's package `chromium`); skipped where there is none. With PROBANDA_SCREENSHOTS=1 the pictures of
docs/images are made anew.
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from probanda import pipeline
from probanda.store.case import Case, open_
from probanda.web.app import application

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
IMAGES = Path(__file__).parents[2] / "docs" / "images"
PAGES = [
    "/", "/sources", "/sources/E2", "/sources/E5", "/sources/E6?page=2",
    "/review", "/entities", "/entities/pairs", "/chart",
    "/pictures", "/map", "/search?q=quarry", "/contradictions", "/custody", "/decisions", "/dossier",
]  # fmt: skip


@contextmanager
def serving(case: Case) -> Iterator[str]:
    """The workbench served on a free port of this computer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = application(open_(case.folder), by="Ada", token="launch", patience=60.0)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture
def address(bench_case: Case) -> Iterator[str]:
    """The address of the workbench on the example."""
    with serving(bench_case) as address:
        yield address


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    """A browser that opened the printed address. Fails the test if any page asks for anything outside."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this computer")
    from playwright.sync_api import sync_playwright

    outside: list[str] = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"])
        opened = browser.new_page(viewport={"width": 1280, "height": 900}, base_url=address)
        opened.on(
            "request", lambda request: outside.append(request.url) if not request.url.startswith((address, "data:")) else None
        )
        opened.goto("/?token=launch")
        yield opened
        browser.close()
    assert outside == []


def picture(page: Page, name: str) -> None:
    if os.environ.get("PROBANDA_SCREENSHOTS"):
        IMAGES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=IMAGES / f"{name}.png")


def test_from_the_first_page_to_a_downloaded_dossier(page: Page, bench_case: Case, tmp_path: Path) -> None:
    page.goto("/chart")
    page.goto("/")
    picture(page, "overview")
    page.get_by_role("link", name="Review", exact=True).click()
    page.wait_for_url("**/review")
    for number in range(20):
        with page.expect_navigation():
            page.keyboard.press("a" if number % 4 else "r")
    picture(page, "review")
    assert [d.verdict for d in bench_case.decisions()].count("accept") == 15
    with page.expect_navigation():
        page.keyboard.press("u")
    assert bench_case.decisions()[-1].verdict == "withdraw"

    page.get_by_role("link", name="Chart", exact=True).click()
    row = page.locator("table.chart tbody tr").first
    row.get_by_label("Status").select_option("contested")
    row.get_by_label("Reason").fill("one origin only")
    with page.expect_navigation():
        row.get_by_role("button", name="Save").click()
    assert page.locator("table.chart tbody tr").first.get_by_label("Status").input_value() == "contested"
    picture(page, "chart")

    with page.expect_navigation():
        page.locator("table.chart a").first.click()
    assert page.locator("article.text a.lit").count() >= 1
    picture(page, "reading")

    page.get_by_role("link", name="Dossier", exact=True).click()
    page.get_by_label("PDF").uncheck()
    with page.expect_navigation():
        page.get_by_role("button", name="Build").click()
    page.get_by_text("The dossier is ready").wait_for(timeout=120_000)
    picture(page, "dossier")
    with page.expect_download() as download:
        page.get_by_role("link", name="dossier.docx").click()
    download.value.save_as(tmp_path / "dossier.docx")
    assert (tmp_path / "dossier.docx").read_bytes().startswith(b"PK")


def test_two_spellings_are_merged_and_split_again(page: Page, bench_case: Case) -> None:
    before = pipeline.see(bench_case)
    assert before.pairs
    page.goto("/entities/pairs")
    with page.expect_navigation():
        page.get_by_role("button", name="The same").first.click()
    assert len(pipeline.see(bench_case).entities) == len(before.entities) - 1
    page.goto("/decisions")
    with page.expect_navigation():
        page.get_by_role("button", name="Withdraw").first.click()
    assert pipeline.see(bench_case).entities == before.entities
    assert [d.verdict for d in bench_case.decisions()] == ["merge", "withdraw"]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_serious_barrier(page: Page, path: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.goto(path)
    found = Axe().run(page).response["violations"]
    serious = [(f["id"], [n["target"] for n in f["nodes"]][:3]) for f in found if f["impact"] in ("serious", "critical")]
    assert serious == []
    if path in ("/pictures", "/map", "/entities", "/contradictions", "/sources"):
        picture(page, path.strip("/"))


def test_arabic_pages_run_from_right_to_left_and_fit_narrow_screens(page: Page) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme="dark")
    page.goto("/?lang=ar")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for path in ("/", "/sources/E5", "/review", "/chart", "/map", "/contradictions", "/custody", "/dossier"):
            page.goto(path)
            first, last = page.locator("header nav a").first.bounding_box(), page.locator("header nav a").last.bounding_box()
            assert first
            assert last
            assert first["x"] > last["x"]
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
            found = Axe().run(page).response["violations"]
            assert [(path, f["id"], f["nodes"][0]["target"]) for f in found if f["impact"] in ("serious", "critical")] == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    page.goto("/sources/E5")
    picture(page, "arabic")


def test_words_selected_with_the_mouse_become_a_finding(page: Page, bench_case: Case) -> None:
    page.goto("/sources/E5")
    # An Arabic line: what is counted are characters of the frozen text, whatever way they run.
    line = page.locator("article.text p", has_text="لواء البلشون").first
    line.evaluate("""p => {
      const range = document.createRange(); range.selectNodeContents(p);
      const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range);
    }""")
    line.dispatch_event("mouseup")
    chosen = page.locator("#chosen").inner_text()
    page.locator("#add").get_by_label("Type").select_option("order")
    page.locator("#add").get_by_label("Reason").fill("read by a speaker of Arabic")
    picture(page, "adding")
    with page.expect_navigation():
        page.locator("#add").get_by_role("button", name="Save").click()
    (made,) = [f for f in pipeline.see(bench_case).findings.values() if f.rule == "person.added.v1"]
    assert made.spans[0].quote.strip() == chosen.strip()


def test_the_page_of_a_pdf_is_shown_beside_its_text(page: Page) -> None:
    page.goto("/sources/E6")
    page.locator("#image summary").click()
    page.locator("#image").get_by_role("link", name="2", exact=True).click()
    image = page.locator("img.page")
    image.scroll_into_view_if_needed()
    # The content policy forbids what `wait_for_function` does when it has to ask twice.
    assert image.evaluate("i => i.decode().then(() => true)")
    assert image.evaluate("i => i.naturalWidth") == 1100
    picture(page, "page")


def test_the_keyboard_reaches_the_content_first(page: Page) -> None:
    page.goto("/chart")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
