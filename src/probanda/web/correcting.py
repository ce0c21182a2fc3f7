"""Which fields of a finding a person may correct, with their choices: for the form beside it."""

from __future__ import annotations

from typing import Literal, get_args, get_origin, get_type_hints

from probanda import decided
from probanda.model import AnyFinding
from probanda.write.words import act, acts

Choices = tuple[tuple[str, str], ...]
"""Values with their labels; none where any words will do."""


def fields(finding: AnyFinding) -> dict[str, tuple[str, Choices]]:
    """By field: what it is now, and the choices."""
    hints = get_type_hints(type(finding))
    return {
        name: (str(getattr(finding, name)), _choices(name, hints[name]))
        for name in decided.CORRECTABLE
        if isinstance(getattr(finding, name, None), (str, bool))
    }


def _choices(name: str, hint: object) -> Choices:
    if get_origin(hint) is Literal:
        return tuple((value, value) for value in get_args(hint))
    if name == "act":
        return tuple((key, act(key)) for key in acts())
    return (("True", "yes"), ("False", "no")) if hint is bool else ()
