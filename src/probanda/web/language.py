"""The language of the interface: asked for with `?lang=`, remembered in a cookie, else what the browser prefers, else English.

What sources say, and what Probanda writes about them, stays in its own language; figures and dates are the same in all (ISO 8601,
a narrow space between thousands), so that nobody reads 3/4 or 1,234 in two ways.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from starlette.requests import Request
from starlette.responses import Response

LANGUAGES = {"en": ("English", "ltr"), "ar": ("العربية", "rtl"), "fr": ("Français", "ltr")}
"""By code: the name in the language itself, and which way it is written."""
COOKIE = "probanda_language"
_YEAR = 365 * 24 * 3600


@cache
def messages(language: str = "en") -> dict[str, str]:
    """All words of the interface, by key: one file per language."""
    found: dict[str, str] = yaml.safe_load((files("probanda") / f"web/messages/{language}.yaml").read_text("utf-8"))
    return found


def spoken(request: Request) -> str:
    """The code of the language to answer in."""
    for code in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if code in LANGUAGES:
            return code
    preferred = (part.partition(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(","))
    return next((code for code in preferred if code in LANGUAGES), "en")


def wording(language: str = "en") -> dict[str, Any]:
    """What templates need of a language."""
    return {"t": messages(language), "lang": language, "dir": LANGUAGES[language][1], "languages": LANGUAGES}


def remember(request: Request, answer: Response) -> None:
    """Keep the language that was asked for."""
    if (code := request.query_params.get("lang")) in LANGUAGES:
        answer.set_cookie(COOKIE, str(code), max_age=_YEAR, httponly=True, samesite="strict")


def number(value: int) -> str:
    """A whole number with a narrow space between thousands (SI), the same in all languages.

    >>> number(12345)
    '12\\u202f345'
    """
    return f"{value:,}".replace(",", "\u202f")
