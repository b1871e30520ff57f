"""The terminal UI of driftsim; it reads journals and nothing else.

    app.py        the application: themes, palette, the way from screen to screen
    source.py     what a screen may ask about a run (`Source`); `disk.py` answers from a run's folder
    values.py     what it is told: turns, checks, edits, as frozen values
    listing.py    the list of conversations; `curves.py`, `told.py`, `written.py`: what else is shown
    paint.py      text and marks as `Content`: where text from elsewhere is made harmless
    screens/      one screen a file, its style beside it (`NAME.tcss`)
    widgets/      one widget a file; they know values, never a source

A new screen is a subclass of `screens.base.BaseScreen` in `screens/NAME.py` with its `NAME.tcss`. It is given
its `Source`, asks it in a thread worker (`@work(thread=True)`), and is reached by `app.push_screen` from a
key of another screen, or as the first screen from `driftsim.cli`. What it needs from above the journal (a
model, a scenario, events of a run that goes on) the command line passes to it, as a value or a callable.
"""
