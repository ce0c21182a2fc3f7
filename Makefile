# Needs python3 (3.11 or newer, with venv) and make; everything else is set up here, in .venv.
PYTHON ?= python3
BIN := .venv/bin
EXAMPLE := examples/kestral
STAMP := .venv/ready

.PHONY: setup demo test check clean

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Probanda needs Python 3.11 or newer; set PYTHON=python3.12, say" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $(STAMP)

# Builds the fictional example case and says where its dossier is.
demo: $(STAMP)
	rm -rf demo
	$(BIN)/probanda build $(EXAMPLE) --case demo

# The whole suite.
test: $(STAMP)
	$(BIN)/python -m pytest

# What .ci/run checks besides the tests.
check: $(STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:
	rm -rf .venv demo .mypy_cache .ruff_cache .pytest_cache
