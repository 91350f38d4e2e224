# Everything is set up into .venv from the hashed lock: with uv where it is present,
# else with venv and pip. Nothing else is needed than Python 3.11 or later, git and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
DEMO ?= demo
SIZE ?= small
# One whole run after another, every table written, read, published, kept and restored.
ON_DUCKDB2 := tests/assets tests/notebooks tests/pipelines/deciding/test_next_run.py \
	$(addprefix tests/pipelines/test_,$(addsuffix .py,\
	backup history publishing run semantics_stock value vintages warehouse))

.DEFAULT_GOAL := help
.PHONY: help demo test test-long test-duckdb2 peers check format lock clean

help: ## show what there is
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(VENV)/.ready: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(if $(UV),$(UV) venv --quiet --python $(PYTHON) $(VENV),$(PYTHON) -m venv $(VENV))
	$(if $(UV),$(UV) pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock,$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock)
	$(if $(UV),$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .,$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .)
	touch $@

demo: $(VENV)/.ready ## run the main job on the example company, and say where to look (again: plan anew)
	if test -e $(DEMO)/backstock.toml; then $(BIN)/backstock run $(DEMO); \
	else $(BIN)/backstock demo $(DEMO) --size $(SIZE); fi

test: $(VENV)/.ready ## pass the tests (a few minutes)
	$(BIN)/pytest -n auto --dist loadfile -m "not long"

test-long: $(VENV)/.ready ## the same with 200 kills, long property runs and large sizes
	HYPOTHESIS_PROFILE=long $(BIN)/pytest -n auto --dist loadfile

test-duckdb2: ## what touches storage on DuckDB 2.0, in an environment of its own
	$(MAKE) VENV=$(VENV)-duckdb2 $(VENV)-duckdb2/.ready
	$(if $(UV),$(UV) pip install --no-config --quiet --python $(VENV)-duckdb2/bin/python,$(VENV)-duckdb2/bin/python -m pip install --quiet --disable-pip-version-check) --no-deps "duckdb>=2,<3"
	$(VENV)-duckdb2/bin/pytest -n auto --dist loadfile -m "not long" $(ON_DUCKDB2)

peers: ## the libraries that benchmarks run beside ours, in an environment of their own
	test -x $(VENV)-peers/bin/python || $(PYTHON) -m venv $(VENV)-peers
	$(VENV)-peers/bin/python -m pip install --quiet --disable-pip-version-check "statsforecast==2.0.1"

check: $(VENV)/.ready ## format, lint, types, import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.ready ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: ## resolve the dependencies anew
	uv pip compile pyproject.toml --all-extras --group dev --universal --generate-hashes \
		--no-strip-extras --no-annotate --no-header --python-version 3.11 -o requirements.lock

clean: ## forget the environment and the demo
	rm -rf $(VENV) $(DEMO) build *.egg-info
