"""Every error that Probanda raises on purpose. Each says what happened, where, and what to do next.

ProbandaError
  CaseError            the case folder: absent, not a case, locked by another process, of a newer version
  SourceError          a file that cannot be preserved
  ReadError            a source that cannot be read into a text
    UnknownFormat      no reader takes this kind of file
    Unreadable         broken, empty, encrypted or over the limits
  SandboxError         the worker that parses untrusted files was stopped: time, memory, or a crash
  RuleError            a rule or lexicon file that is wrong, with file and entry
  LawError             a provision that the catalogue does not hold, or a law file that is wrong
  DecisionError        a decision that contradicts an earlier one, with the path that causes it
  IntegrityError       something is not as the custody log says
  ExportError          a dossier or an export that cannot be written
  RefusedError         what the policy of a team does not allow this member
  UsageError           a command that cannot be carried out as given
"""

from __future__ import annotations


class ProbandaError(Exception):
    """The base of all: `what` went wrong, `where`, and what to do `next`."""

    exit_status = 1

    def __init__(self, what: str, *, where: str = "", next: str = "") -> None:
        self.what, self.where, self.next = what, where, next
        super().__init__(what)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.next})" if self.next else ""
        return f"{place}{self.what}{advice}"

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments are lost by the default pickling, and errors travel between worker processes.
        return (_rebuild, (type(self), self.what, self.where, self.next))


def _rebuild(kind: type[ProbandaError], what: str, where: str, next: str) -> ProbandaError:
    return kind(what, where=where, next=next)


class CaseError(ProbandaError):
    """The case folder is absent, not a case, in use, or written by a newer version."""


class SourceError(ProbandaError):
    """A file cannot be preserved."""


class ReadError(ProbandaError):
    """A source cannot be read into a text."""


class UnknownFormat(ReadError):
    """No reader takes this kind of file."""


class Unreadable(ReadError):
    """The file is broken, empty, encrypted or over the limits."""


class SandboxError(ReadError):
    """The worker that parses untrusted files was stopped."""


class RuleError(ProbandaError):
    """A rule or lexicon file is wrong."""


class LawError(ProbandaError):
    """The catalogue of law does not hold a provision, or a file of it is wrong."""


class DecisionError(ProbandaError):
    """A decision contradicts an earlier one."""


class IntegrityError(ProbandaError):
    """Something is not as the custody log says."""

    exit_status = 4


class ExportError(ProbandaError):
    """A dossier or an export cannot be written."""


class RefusedError(ProbandaError):
    """The policy of a team does not allow a member to do this."""


class UsageError(ProbandaError):
    """A command cannot be carried out as given."""

    exit_status = 2
