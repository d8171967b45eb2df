# `make check` is the single gate: format, lint, types, tests. PYTHON may name another interpreter.
PYTHON ?= python

.PHONY: check format lint types test documents

check: format lint types test

format:
	$(PYTHON) -m ruff format --check .

lint:
	$(PYTHON) -m ruff check .

types:
	$(PYTHON) -m mypy

test:
	$(PYTHON) -m pytest -n 2 --dist loadgroup

documents:
	$(PYTHON) -m evidence.sources readme
