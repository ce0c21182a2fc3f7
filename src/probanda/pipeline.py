"""The straight line, from a folder of sources to a case that can be charted and written. Read this first.

preserve(path)   bytes in, never changed       probanda.preserve
read(source)     one frozen text               probanda.read        } in workers, batch by batch:
extract(text)    findings pinned to words      probanda.extract     } probanda.work
resolve(...)     who is who                    probanda.resolve     }
weigh(...)       who copied whom               probanda.weigh       } a pure function of texts, findings
chart(...)       what bears on which element   probanda.chart       } and decisions: probanda.view
write(...)       the dossier                   probanda.write
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from probanda import ingest, view
from probanda.derived import View
from probanda.model import Decision
from probanda.run import Progress, quiet
from probanda.settings import DEFAULT, Settings
from probanda.store.case import Case


def build(folder: Path, case: Case, *, settings: Settings = DEFAULT, watch: Progress = quiet) -> ingest.Report:
    """Preserve, read and extract what is new in `folder`; nothing that is up to date is touched. Failures are in the report."""
    warnings = ingest.receive(folder, case, watch=watch)
    return ingest.refresh(case, settings=settings, watch=watch, warnings=warnings)


def see(case: Case, *, extra: Sequence[Decision] = (), without: Collection[str] = ()) -> View:
    """The whole case as computed from its texts, findings and decisions; with `extra`, as it would be after those.

    The sources `without` are left out of account.
    """
    return view.compute(case, extra=extra, without=without)
