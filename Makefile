# make build   sets up and writes dist/ (Turtle and page) and the store
# make test    sets up, browser and parser included, and runs every test and check
# make help    the rest

VENV ?= .venv
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p && break; done)
BIN := $(VENV)/bin

.PHONY: build test check docs pins shots bench clean help

build: $(VENV)/.ready
	@$(BIN)/nkgraph build --output dist

test: $(VENV)/.ready-test
	@tools/system-packages chromium raptor2-utils virtuoso-opensource
	@tools/make-comunica .cache/comunica $(BIN)/python
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/nkgraph fmt --check
	$(BIN)/pytest -n 2 --dist loadfile

check: $(VENV)/.ready
	@$(BIN)/nkgraph check

docs: $(VENV)/.ready
	$(BIN)/python docs/make_reference.py
	$(BIN)/python docs/make_questions.py

pins: $(VENV)/.ready-test
	$(BIN)/python tests/pin_answers.py
	$(BIN)/python docs/make_questions.py

bench: $(VENV)/.ready
	$(BIN)/python benchmarks/ratios.py

shots: $(VENV)/.ready-test build
	$(BIN)/python docs/make_pictures.py

$(VENV)/bin/pip:
	@tools/make-venv "$(PYTHON)" "$(VENV)"

$(VENV)/.ready: pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.ready-test: pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $(VENV)/.ready $@

clean:
	rm -rf dist build $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

help:
	@echo "make build   tables to Turtle, store and page (dist/)"
	@echo "make test    every test and check"
	@echo "make check   faults of the tables, rules and shapes"
	@echo "make docs    write docs/ontology.md and docs/cli.md from the ontology and the commands"
	@echo "make pins    pin the answers of all questions anew, after the tables have changed; writes docs/questions.md"
	@echo "make bench   measure and print the ratios"
	@echo "make shots   take the README's pictures of the page"
