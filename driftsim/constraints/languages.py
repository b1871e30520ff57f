"""The languages that the detector knows, by their codes."""

from typing import Annotated

from pydantic import AfterValidator

from driftsim.errors import did_you_mean

_TABLE = """
af=Afrikaans ar=Arabic bg=Bulgarian bn=Bengali ca=Catalan cs=Czech cy=Welsh da=Danish de=German
el=Greek en=English es=Spanish et=Estonian fa=Persian fi=Finnish fr=French gu=Gujarati he=Hebrew
hi=Hindi hr=Croatian hu=Hungarian id=Indonesian it=Italian ja=Japanese kn=Kannada ko=Korean
lt=Lithuanian lv=Latvian mk=Macedonian ml=Malayalam mr=Marathi ne=Nepali nl=Dutch no=Norwegian
pa=Punjabi pl=Polish pt=Portuguese ro=Romanian ru=Russian sk=Slovak sl=Slovenian so=Somali
sq=Albanian sv=Swedish sw=Swahili ta=Tamil te=Telugu th=Thai tl=Tagalog tr=Turkish uk=Ukrainian
ur=Urdu vi=Vietnamese zh=Chinese
"""
NAMES = dict(pair.split("=") for pair in _TABLE.split())
NAMES |= {"zh-cn": "Simplified Chinese", "zh-tw": "Traditional Chinese"}


def _known(code: str) -> str:
    if code not in NAMES:
        raise ValueError(f"no language the detector knows{did_you_mean(code, NAMES)}")
    return code


Language = Annotated[str, AfterValidator(_known)]


def is_language(detected: str | None, wanted: str) -> bool:
    """Whether a detected language is the one wanted; `zh` accepts both ways to write Chinese."""
    return detected is not None and (detected == wanted or detected.startswith(f"{wanted}-"))


def told(detected: str | None) -> str:
    """A detected language in words."""
    return "no language recognised" if detected is None else NAMES.get(detected, detected)
