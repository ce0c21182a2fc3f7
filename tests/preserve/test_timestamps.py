"""Time-stamps by a third party: here an authority of our own, run by openssl on this computer."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from probanda.errors import IntegrityError, UsageError
from probanda.preserve import timestamps

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="the program openssl is not installed")

_CONFIG = """
[req]
distinguished_name = name
[name]
[tsa]
extendedKeyUsage = critical,timeStamping
[tsa_config]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def openssl(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    return subprocess.run(["openssl", *arguments], cwd=folder, input=given, capture_output=True, check=True).stdout


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of an authority, and its root certificate."""
    folder = tmp_path_factory.mktemp("tsa")
    (folder / "tsa.cnf").write_text(_CONFIG.format(folder=folder), encoding="ascii")
    (folder / "serial").write_text("01\n")
    new = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-config", "tsa.cnf"]
    openssl(folder, *new, "-subj", "/CN=tsa", "-keyout", "tsa.key", "-out", "tsa.pem", "-extensions", "tsa")

    class Authority(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (folder / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            openssl(
                folder, "ts", "-reply", "-config", "tsa.cnf", "-section", "tsa_config", "-queryfile", "query", "-out", "answer"
            )
            self.send_response(200)
            self.end_headers()
            self.wfile.write((folder / "answer").read_bytes())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Authority)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", folder / "tsa.pem"
    server.shutdown()
    server.server_close()


def test_a_checkpoint_is_stamped_and_checked(authority: tuple[str, Path], tmp_path: Path) -> None:
    note = tmp_path / "0000000007.note"
    note.write_text("a checkpoint\n")
    answer = timestamps.stamp(note, authority=authority[0])
    assert answer.name == "0000000007.tsr"
    assert abs(timestamps.verify(note, roots=authority[1]) - datetime.now(UTC)) < timedelta(minutes=5)
    note.write_text("another checkpoint\n")
    with pytest.raises(IntegrityError):
        timestamps.verify(note, roots=authority[1])


def test_an_answer_without_a_stamp_is_kept_and_refused(tmp_path: Path) -> None:
    note = tmp_path / "1.note"
    note.write_text("a checkpoint\n")
    with pytest.raises(IntegrityError):
        timestamps.keep(note, b"no answer at all")
    assert (tmp_path / "1.tsr").read_bytes() == b"no answer at all"


def test_nothing_is_sent_to_what_is_no_web_address(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        timestamps.stamp(tmp_path / "1.note", authority="file:///etc/passwd")
