"""References as lawyers write them, and the short form that is typed: 8(2)(e)(x), Article 8 (2) (e) (x), 8-2-e-x."""

from __future__ import annotations

import re

_PARTS = re.compile(r"bis|[ivx]+|[a-z]+|\d+")


def normalise(ref: str) -> str:
    """The short form of a reference: `Art. 8(2)(c)(i)-1` gives `8-2-c-i-1`, `Article 8 bis` gives `8-bis`.

    Words such as "Art." are dropped; a reference without any article number comes back as its parts joined by hyphens.
    """
    plain = ref.strip().lower().replace("\u2011", "-").replace("\u2013", "-")
    plain = re.sub(r"^(?:arts?\.?|articles?)(?=[\s\d])", "", plain)
    return "-".join(_PARTS.findall(plain))
