"""One event of the log is shown without the rest."""

from __future__ import annotations

import pytest

from probanda.errors import IntegrityError
from probanda.preserve import checkpoints
from probanda.preserve.custody import Act, log
from probanda.preserve.disclosure import check, disclose
from probanda.store.case import Case


def test_an_event_is_disclosed_and_checked_with_nothing_but_the_key(case: Case) -> None:
    event, proof = disclose(case, 2)
    shown = check(event, proof, checkpoints.known_keys(case))
    assert shown == case.custody()[1]
    assert all(other.salt not in proof and other.hash not in proof for other in case.custody())


def test_another_event_does_not_pass_for_it(case: Case) -> None:
    keys = checkpoints.known_keys(case)
    event, proof = disclose(case, 2)
    other, _ = disclose(case, 3)
    for bad, shown in (
        (other, proof),
        (event.replace(b"received", b"reviewed"), proof),
        (event, proof.replace("index 1", "index 2")),
    ):
        with pytest.raises(IntegrityError):
            check(bad, shown, keys)
    with pytest.raises(IntegrityError, match="known key"):
        check(event, proof, [])


def test_what_no_checkpoint_covers_cannot_be_disclosed(case: Case) -> None:
    with case.writing() as connection:
        log(connection, [Act("viewed")])
    with pytest.raises(IntegrityError, match="no checkpoint covers"):
        disclose(case, len(case.custody()))
