# The developer commands. `make demo` and `make test` set up all they need in .venv, from Python, pip and make alone.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: demo test lint types imports docs eval bench clean

demo: $(VENV)/.installed  ## set up, and run the main job on the bundled example
	$(BIN)/headwater run examples/tolm-dam/pages --case demo
	@echo "Then look through it with: $(BIN)/headwater serve demo"

test: $(VENV)/.dev  ## set up, and run the whole test suite
	$(BIN)/python -m pytest -n auto --dist loadgroup

lint: $(VENV)/.dev  ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev  ## strict types
	$(BIN)/mypy

imports: $(VENV)/.dev  ## the direction of imports
	$(BIN)/lint-imports

docs: $(VENV)/.dev  ## write the generated parts of the documentation anew
	$(BIN)/python -m pytest tests/test_docs.py --write-docs

eval: $(VENV)/.dev  ## score against the development data; fails where a floor is not reached
	$(BIN)/python eval/score.py --shared $(SHARED)

bench: $(VENV)/.bench  ## speed and memory beside what a user would pick instead
	$(BIN)/python bench/measure.py --shared $(SHARED)

clean:
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[pdf,web,xlsx]'
	touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

$(VENV)/.bench: $(VENV)/.dev bench/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r bench/requirements.txt
	touch $@
