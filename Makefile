# Everything a person or a machine does with this project, one line each.
# Only Python 3.11 or later and make are needed: the targets make their own virtual environment.

PYTHON  ?= python3
WORKERS ?= auto
LINES   ?=
DEMO    := summary,key_figures,changed,tiers,segments,timing,concentration,trust,what_if,next
VENV    := .venv
BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
DOCS    := README.md docs/errors.md docs/formats.md docs/promises.md docs/clvcli.1

UNMARKED := not long and not s3 and not wheel and not spark and not faults and not browser and not libreoffice

export PIP_ROOT_USER_ACTION := ignore
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help demo test test-long test-s3 test-spark test-wheel test-lowest test-faults test-browser test-libreoffice fuzz check lint types imports docs docs-check samples bench clean

help:       ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo:       $(VENV)/.runtime  ## A customer lifetime value report of a real retailer's orders
	@$(BIN)/clvcli report sample_data/online_retail_ii.parquet --sections $(DEMO)

test:       $(VENV)/.dev  ## All tests; FAST=1 leaves the slow ones out, WORKERS=n sets the processes
	@$(BIN)/python -m pytest --quiet --numprocesses $(WORKERS) $(if $(FAST),-m "not slow and $(UNMARKED)")

test-long:  $(VENV)/.dev  ## Real logs, sessions of the README as printed, and every rendering of the samples
	@$(BIN)/python -m pytest --quiet --numprocesses $(WORKERS) -m long

test-s3:    $(VENV)/.s3  ## A store on object storage, held against a server of this machine
	@$(BIN)/python -m pytest --quiet -m s3 tests/store

test-spark: $(VENV)/.spark  ## Customers made by Spark on this machine, held against Polars'; needs Java 17
	@$(BIN)/python -m pytest --quiet -m spark tests/engines

test-wheel: $(VENV)/.wheel  ## What is handed out, installed where nothing else is
	@$(BIN)/python -m pytest --quiet -m wheel tests/project

test-lowest: build/lowest/.done  ## The quick tests with the oldest libraries that pyproject.toml says will do
	@build/lowest/bin/python -m pytest --quiet --numprocesses $(WORKERS) -m "not slow and $(UNMARKED)"

test-faults: $(VENV)/.dev  ## Every write, rename and flush of every command made to fail, or to be its last
	@$(BIN)/python -m pytest --quiet --numprocesses $(WORKERS) -m faults tests/promises

fuzz:       $(VENV)/.dev  ## Good files mutated at random, other ones each time; FUZZ=2000 sets the inputs of each property
	@FUZZ=$(or $(FUZZ),500) $(BIN)/python -m pytest --quiet --numprocesses $(WORKERS) tests/fuzz

test-browser: $(VENV)/.browser  ## The page in Chromium, where it is installed: on a phone, at night, on paper, by axe-core
	@$(BIN)/python -m pytest --quiet -m browser tests/browser

test-libreoffice: $(VENV)/.dev  ## Workbooks opened, reckoned again and printed by LibreOffice, where it is installed
	@$(BIN)/python -m pytest --quiet -m libreoffice tests/workbook

check:      lint types imports test docs-check  ## Everything that must hold before a change is offered

lint:       $(VENV)/.dev  ## Rules and format of the code
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types:      $(VENV)/.dev  ## Strict types, source and tests
	@$(BIN)/mypy

imports:    $(VENV)/.dev  ## Imports point along the way of the data
	@$(BIN)/lint-imports --no-logo

docs:       $(VENV)/.dev  ## Rebuild the generated parts of the documentation
	@$(BIN)/cog -I docs -r $(DOCS)

docs-check: $(VENV)/.dev
	@$(BIN)/cog -I docs --check $(DOCS)

samples:    $(VENV)/.runtime  ## Write the invented shop of sample_data/nordlys again
	@$(BIN)/python sample_data/nordlys/generate.py

bench:      $(VENV)/.runtime  ## Speed and memory beside the bare engine; LINES=10000000 for a larger log, PEER=1 beside lifetimes
	@$(BIN)/python -m bench $(if $(LINES),--lines $(LINES)) $(if $(PEER),--peer)

clean:      ## Remove what the targets made, the virtual environment included
	@rm -rf $(VENV) bench/out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "clvcli needs Python 3.11 or later: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "making a virtual environment in $(VENV)" >&2
	@$(PYTHON) -m venv $(VENV)

# A stamp says which declaration of the dependencies an environment was made from.
$(VENV)/.runtime: pyproject.toml | $(BIN)/python
	@echo "installing clvcli" >&2
	@$(PIP) install 'pip>=25.1'
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/.runtime
	@echo "installing the development tools" >&2
	@$(PIP) install --group dev
	@touch $@

$(VENV)/.browser: pyproject.toml $(VENV)/.dev
	@echo "installing what drives a browser" >&2
	@$(PIP) install --group browser
	@touch $@

build/lowest/.done: pyproject.toml tests/lowest.py
	@echo "installing the oldest libraries that will do" >&2
	@$(PYTHON) -m venv --clear build/lowest
	@$(PYTHON) tests/lowest.py pyproject.toml > build/lowest/requirements.txt
	@build/lowest/bin/python -m pip --quiet install 'pip>=25.1'
	@build/lowest/bin/python -m pip --quiet install --group dev --requirement build/lowest/requirements.txt
	@build/lowest/bin/python -m pip --quiet install --no-deps --editable .
	@touch $@

$(VENV)/.wheel: pyproject.toml $(VENV)/.dev
	@echo "installing what builds a wheel" >&2
	@$(PIP) install --group wheel
	@touch $@

$(VENV)/.spark: pyproject.toml $(VENV)/.dev
	@echo "installing Spark" >&2
	@$(PIP) install --group spark
	@touch $@

$(VENV)/.s3: pyproject.toml $(VENV)/.dev
	@echo "installing object storage" >&2
	@$(PIP) install --group s3
	@touch $@
