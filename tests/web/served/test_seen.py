"""The pages of a team's server in a real browser over TLS: somebody is invited, signs in, reads, gives a role. axe looks at each.

Needs Chromium (Debian's package `chromium`); skipped where there is none. With PROBANDA_SCREENSHOTS=1 the pictures of
docs/images are made anew; with the name of a folder, pictures of all pages are put there.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from probanda.cli.serve import secure
from probanda.team import accounts, factors, members
from probanda.web.served.app import application
from tests.web.served.conftest import KEPT, PHRASE, World
from tests.web.test_journey import CHROMIUM, IMAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow
SHOWN = ("sign-in", "members")
"""Pages of which docs/images has pictures."""
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


def certificate(folder: Path) -> dict[str, Path | None]:
    """A certificate for localhost that nobody else signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1)).add_extension(names, False)
    pem = serialization.Encoding.PEM
    (folder / "certificate.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(pem))
    plain = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(plain)
    return {"ssl_certfile": folder / "certificate.pem", "ssl_keyfile": folder / "key.pem"}


@contextmanager
def serving(world: World, folder: Path) -> Iterator[str]:
    """The team served over TLS on a free port of this computer, by its own clock."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    world.team.address = f"https://localhost:{port}"
    app = application(world.team, patience=60.0)
    options = secure(None, certificate(folder))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", **options))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield world.team.address
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture
def page(world: World, tmp_path: Path) -> Iterator[Page]:
    """A browser in front of the door. Fails the test if any page asks for anything outside, or its policy stops anything."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this computer")
    from playwright.sync_api import sync_playwright

    wrong: list[str] = []
    with serving(world, tmp_path) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"])
        context = browser.new_context(viewport=WIDE, base_url=address, ignore_https_errors=True)
        opened = context.new_page()
        opened.on("request", lambda r: wrong.append(r.url) if not r.url.startswith((address, "data:")) else None)
        opened.on("console", lambda m: wrong.append(m.text) if "Content Security Policy" in m.text else None)
        yield opened
        browser.close()
    assert wrong == []


def looked_at(page: Page, name: str) -> None:
    """axe finds nothing serious, and nothing lies beside the screen of a telephone."""
    from axe_playwright_python.sync_playwright import Axe

    for size, suffix in ((NARROW, "-narrow"), (WIDE, "")):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found = Axe().run(page).response["violations"]
        assert [(f["id"], [n["target"] for n in f["nodes"]][:3]) for f in found if f["impact"] in ("serious", "critical")] == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
        if (folder := os.environ.get("PROBANDA_SCREENSHOTS")) and ((name in SHOWN and not suffix) or folder != "1"):
            page.screenshot(path=(IMAGES if folder == "1" else Path(folder)) / f"team-{name}{suffix}.png")


def now() -> float:
    return datetime.now(UTC).timestamp()


def test_somebody_is_invited_signs_in_and_gives_a_role(page: Page, world: World) -> None:
    world.add("ben")
    accounts.add(world.team, "ada", name="Ada Okoro", by="root")
    members.grant(world.team, world.cases["kestral"], "ada", "owner", by="root")
    members.grant(world.team, world.cases["lomar"], "ada", "reader", by="root")
    members.grant(world.team, world.cases["kestral"], "ben", "disclosure", only=KEPT, by="root")
    word = accounts.invite(world.team, "ada", by="root")

    page.goto("/cases/kestral/chart?crime=8-2-e-x")
    looked_at(page, "sign-in")
    page.get_by_role("link", name="Take over your account").click()
    looked_at(page, "welcome")
    page.get_by_label("Word of the invitation").fill(word)
    page.get_by_role("button", name="Go on").click()
    looked_at(page, "couple")
    secret = factors.derived(word, world.team.key)
    assert factors.spelled(secret) in page.content()
    code = factors.code(secret, now())
    page.get_by_label("Code that it shows now").fill(code)
    page.get_by_label("Pass phrase", exact=True).fill(PHRASE)
    page.get_by_label("The same again").fill(PHRASE)
    page.get_by_role("button", name="Go on").click()
    assert page.locator("ol.codes li").count() == factors.CODES
    recovery = page.locator("ol.codes li").first.inner_text()
    looked_at(page, "codes")
    page.get_by_role("link", name="I have kept them").click()

    page.get_by_label("Name of the account").fill("ada")
    page.get_by_label("Pass phrase").fill(PHRASE)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").wait_for()
    looked_at(page, "refused")
    page.get_by_label("Pass phrase").fill(PHRASE)
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/cases/")
    looked_at(page, "cases")

    page.get_by_role("link", name="Kestral").first.click()
    page.wait_for_url("**/cases/kestral/")
    # Until the case is computed the first page asks again by itself; the chart waits for it.
    page.get_by_role("link", name="Chart", exact=True).click()
    looked_at(page, "case")
    page.get_by_role("link", name="Members").click()
    looked_at(page, "members")
    page.get_by_role("form", name="ben").get_by_label("Role").select_option("reviewer")
    page.get_by_role("form", name="ben").get_by_role("button", name="Save").click()
    page.wait_for_load_state()
    assert [m.role for m in members.of_case(world.team, "kestral") if m.login == "ben"] == ["reviewer"]

    page.goto("/cases/lomar/sources/E2")
    assert page.locator("main form[method=post]:visible").count() == 0
    page.get_by_role("link", name="Ada Okoro").click()
    page.wait_for_url("**/account")
    looked_at(page, "account")
    page.get_by_role("banner").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    page.goto("/cases/")
    assert page.url.endswith("/sign-in?next=/cases/")
