# Two commands on a fresh machine with Python 3.11 or newer: `make run` and `make test`.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 4200

.DEFAULT_GOAL := help
# What Python and pytest compile is kept for the next process, also where the environment says otherwise.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help run serve test gate check fmt demo llm bench wheel lock clean

help:
	@echo "make run     do everything once under Prefect and write a digest to read"
	@echo "make serve   run the Prefect server, its web UI and all deployments on schedule (PORT=4200)"
	@echo "make demo    replay the shipped stream of late 2024, one digest a day"
	@echo "make test    run the tests        make gate   run the long tests (chaos, hostile corpus, sweeps)"
	@echo "make check   check lint, types and import contracts  make fmt   format the code"
	@echo "make bench   run the benchmarks   make wheel  build the wheel into dist/"

# What is installed is marked by a file each, so that a second `make run` starts at once. --no-deps: the lock names
# every package; without it an old pip asks the index again for extras that the lock has already answered.
$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Tumen needs Python 3.11 or newer, this is %d.%d" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# Without a wheel installed, the commands `tumen` and `python -m flows.…` of the environment use this checkout, from any
# folder and for cron; an installed wheel (as CI has) is left alone. -I: the current folder, which is this checkout,
# must not answer for the environment. -P: nor may a folder called tumen that lies where a person stands.
$(VENV)/.here: $(VENV)/.run Makefile
	@$(BIN)/python -I -c 'import importlib.metadata as m; m.distribution("tumen")' 2>/dev/null || { \
	$(BIN)/python -I -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "tumen-checkout.pth").write_text(f"{pathlib.Path.cwd()}\n")' && \
	printf '#!/bin/sh\nexec "$$(dirname "$$(readlink -f "$$0")")/python" -P -m tumen "$$@"\n' > $(BIN)/tumen && chmod +x $(BIN)/tumen; }
	@touch $@

run: $(VENV)/.here
	@$(BIN)/python -m flows.monitor

serve: $(VENV)/.here
	@$(BIN)/python -m flows.server.serve --port $(PORT)

# The library for a language model (docs/llm.md), of the same versions as everything else.
llm: $(VENV)/.here
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-llm.lock

# What draws charts as PNG, of the same versions as everything else.
png: $(VENV)/.here
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-png.lock

demo: $(VENV)/.here
	@$(BIN)/python -m tumen replay corpus/demo/late-2024.jsonl --out var/demo

# Three processes for two processors: some tests wait for a server, a child or a lock.
test: $(VENV)/.dev $(VENV)/.here
	$(BIN)/python -m pytest -n 3 --dist loadfile -m "not gate"

# Only the files that have long proofs: importing all the others would take half a minute of processor time.
gate: $(VENV)/.dev $(VENV)/.here
	SWEEP=long $(BIN)/python -m pytest -n 2 --dist loadfile -m "gate or sweep" \
		$$(grep -rlE --include='test_*.py' 'pytest\.mark\.gate|POSTGRES_LATER|^@sweep' tests)

check: $(VENV)/.dev $(VENV)/.here
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fmt: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev $(VENV)/.here
	$(BIN)/python -m benchmarks.analysis
	$(BIN)/python -m benchmarks.delivery --recipients 300

wheel: $(VENV)/.dev
	$(BIN)/python -m build --wheel --no-isolation

# The locks name versions and hashes, never a host; `make lock` needs uv.
LOCK := uv pip compile pyproject.toml --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
	--python-version 3.11 --universal --quiet

lock:
	$(LOCK) -o requirements.lock
	$(LOCK) --group dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) --extra llm -c requirements.lock -o requirements-llm.lock
	$(LOCK) --extra png -c requirements.lock -o requirements-png.lock

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
