# Everything here sets itself up in .venv; Python 3.11 or newer, pip, make and git are all it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN ?= runs/demo

.PHONY: demo test test-slow check bench schemas clean

$(VENV)/.ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "driftsim needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

demo: $(VENV)/.ready
	@rm -rf $(RUN)
	$(BIN)/driftsim audit examples/travel.recorded.jsonl -o $(RUN)
	$(BIN)/driftsim report $(RUN)

test: $(VENV)/.ready
	$(BIN)/python -m pytest -n auto -m 'not slow'

test-slow: $(VENV)/.ready
	$(BIN)/python -m pytest -n auto -m slow

check: $(VENV)/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto -m 'not slow' --cov --cov-report=term:skip-covered

bench: $(VENV)/.ready
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
