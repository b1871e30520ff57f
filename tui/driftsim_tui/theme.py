"""Dark, light and colourless: the outcomes' colours are the same as in every report (Okabe and Ito's)."""

from typing import Final

from textual.theme import Theme

from driftsim.report.glyphs import OUTCOMES, SURVIVAL

_COLOURS: Final = {name: mark.colour for name, mark in OUTCOMES.items()}

DARK: Final = Theme(
    name="driftsim-dark",
    primary="#56B4E9",
    secondary="#8FA3B0",
    accent="#F0E442",
    warning="#E69F00",
    error="#D55E00",
    success="#009E73",
    foreground="#D7DDE2",
    background="#14181C",
    surface="#181D22",
    panel="#20272E",
    dark=True,
    variables=_COLOURS
    | {
        "faint": "#7C8A96",
        "user": "#8CC7EE",
        "band": "#1B4A3F",
        "survival": "#4FA3DB",
        "block-cursor-background": "#2C4A5E",
        "block-cursor-foreground": "#FFFFFF",
        "block-cursor-text-style": "none",
        "footer-key-foreground": "#F0E442",
        "footer-background": "#20272E",
    },
)
LIGHT: Final = Theme(
    name="driftsim-light",
    primary="#0072B2",
    secondary="#52616B",
    accent="#8A5A00",
    warning="#B36B00",
    error="#B84A00",
    success="#00734F",
    foreground="#1E2429",
    background="#FBFBF8",
    surface="#F5F5F0",
    panel="#E8E9E3",
    dark=False,
    variables=_COLOURS
    | {
        "followed": "#00805D",
        "forgotten": "#B87A00",
        "ignored": "#B0558A",
        "error": "#6E6E6E",
        "lingering": "#2E86B8",
        "faint": "#6B7780",
        "user": "#00568A",
        "band": "#CDE7DE",
        "survival": SURVIVAL.colour,
        "block-cursor-background": "#BFDDF0",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "none",
        "footer-key-foreground": "#8A5A00",
        "footer-background": "#E8E9E3",
    },
)
PLAIN: Final = Theme(
    name="driftsim-plain",
    primary="#FFFFFF",
    secondary="#C0C0C0",
    accent="#FFFFFF",
    warning="#FFFFFF",
    error="#FFFFFF",
    success="#FFFFFF",
    foreground="#E0E0E0",
    background="#000000",
    surface="#000000",
    panel="#1C1C1C",
    dark=True,
    variables=dict.fromkeys(_COLOURS, "#E0E0E0")
    | {
        "faint": "#9A9A9A",
        "user": "#FFFFFF",
        "band": "#3A3A3A",
        "survival": "#C0C0C0",
        "block-cursor-background": "#E0E0E0",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "none",
        "footer-key-foreground": "#FFFFFF",
        "footer-background": "#1C1C1C",
    },
)
THEMES: Final = (DARK, LIGHT, PLAIN)
