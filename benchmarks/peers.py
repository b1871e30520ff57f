"""The packages that driftsim is measured against, in a virtual environment of their own.

It is made once, in `.venv-peers` in the checkout or where `DRIFTSIM_PEERS` says: lm-evaluation-harness
without its `hf` extra, so without torch (about 800 MB all the same).
"""

import os
import subprocess
import sys
import venv
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import ROOT
from driftsim.text import sentence_splitter

HARNESS = "lm_eval[ifeval]==0.4.13"


def environment() -> Path:
    """The folder of the peers' virtual environment, made or not."""
    return Path(os.environ.get("DRIFTSIM_PEERS", ROOT / ".venv-peers"))


def script(name: str) -> Path:
    """A program of the peers' environment, made or not."""
    folder, suffix = ("Scripts", ".exe") if sys.platform == "win32" else ("bin", "")
    return environment() / folder / f"{name}{suffix}"


def python() -> Path:
    """The peers' interpreter; its environment is made when it is missing. NLTK is the version used here."""
    if not script("lm_eval").exists():
        print(f"installing {HARNESS} into {environment()}, once", file=sys.stderr)
        venv.create(environment(), with_pip=True, clear=True)
        wanted = [HARNESS, f"nltk=={version('nltk')}", f"langdetect=={version('langdetect')}"]
        subprocess.run([script("python"), "-m", "pip", "install", "--quiet", *wanted], check=True)
    return script("python")


def sentence_data(folder: Path) -> str | None:
    """Write NLTK's `punkt_tab` with driftsim's own parameters, so that both sides split sentences alike.

    Args:
        folder: Where to write; its path goes into `NLTK_DATA`.

    Returns:
        The folder, or None where this machine has NLTK's own data, which both sides then use.
    """
    from nltk.tokenize.punkt import save_punkt_params

    splitter = sentence_splitter()
    if splitter.model == "punkt_tab":
        return None
    target = folder / "tokenizers" / "punkt_tab" / "english"
    target.parent.mkdir(parents=True)
    save_punkt_params(splitter._splitter._params, dir=str(target))
    return str(folder)
