# Yici 一次办: everything a person or CI runs. `make help` lists it.
PYTHON ?= python3
APP := clients/sample_app
INTEROP := tests/interop
FONT := server/papers/font
BIN := .venv/bin
PORT ?= 8000

unexport PYTHONDONTWRITEBYTECODE # else every hub that a test starts compiles itself anew

.DEFAULT_GOAL := help
.PHONY: help setup run test test-fast lint format bench soak chromium proxy clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/ready $(FONT)/YiciSans.ttf $(APP)/dist/index.html ## install everything that `yici` needs into this folder
	@$(BIN)/python -m compileall -q schema sync server  # a service may not write beside its program
	@echo "Ready. The command is $(BIN)/yici"

run: setup ## start the demo district on http://127.0.0.1:8000
	$(BIN)/yici demo --port $(PORT)

test: setup $(INTEROP)/node_modules/ready chromium proxy tests/vectors/histories.json ## every test: Python, TypeScript, other clients, browser
	$(BIN)/pytest -q -n 2 --dist loadfile -m "not interop and not browser and not soak"
	npm --prefix $(APP) test
	$(BIN)/pytest -q -n 2 --dist loadfile -m "interop and not soak"
	$(BIN)/pytest -q -n 3 --dist worksteal -m "browser and not soak" # much of it is waiting

test-fast: .venv/ready $(FONT)/YiciSans.ttf ## the Python unit tests alone: seconds
	$(BIN)/pytest -q -n 2 --dist loadfile -m "not interop and not browser and not soak"

lint: .venv/ready $(APP)/node_modules/ready ## ruff, mypy, Biome, vue-tsc
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	npm --prefix $(APP) run check

format: .venv/ready $(APP)/node_modules/ready ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	npm --prefix $(APP) run format

bench: setup $(INTEROP)/node_modules/ready chromium ## measure speed and memory, beside an Apache CouchDB if YICI_TEST_COUCHDB_URL names one
	$(BIN)/python -m bench $(BENCH)

soak: setup $(INTEROP)/node_modules/ready chromium ## the long proofs: hundreds of kills, ten tablets for ten minutes
	$(BIN)/pytest -q -m soak -o faulthandler_timeout=0

clean: ## remove what setup made; data directories stay
	rm -rf .venv $(APP)/node_modules $(APP)/dist $(APP)/dist-district $(INTEROP)/node_modules $(FONT)/node_modules $(FONT)/YiciSans.ttf

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Yici needs Python 3.11 or newer (PYTHON=... names another)"; exit 1; }
	@echo "Installing Python packages into .venv …"
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing (Debian: apt-get install python3-venv)"; exit 1; }
	@$(BIN)/python -m pip install --quiet uv==0.13.9
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --compile-bytecode --require-hashes -r requirements.lock
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

$(APP)/node_modules/ready: $(APP)/package-lock.json
	@node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' || { echo "Yici needs Node 20.19 or newer"; exit 1; }
	@echo "Installing the tablet app's packages …"
	@npm --prefix $(APP) ci --no-audit --no-fund --loglevel=error
	@touch $@

$(APP)/dist/index.html: $(APP)/node_modules/ready $(shell find $(APP)/src $(APP)/public $(APP)/*.html $(APP)/vite.*.ts schema -type f -not -name '*.py' 2>/dev/null)
	@echo "Building the tablet app and the district's pages …"
	@npm --prefix $(APP) run build --silent
	@touch $@

$(FONT)/YiciSans.ttf: $(FONT)/package-lock.json $(FONT)/build.py | .venv/ready
	@echo "Making the font of the papers …"
	@npm --prefix $(FONT) ci --no-audit --no-fund --loglevel=error
	@$(BIN)/python -m server.papers.font.build

$(INTEROP)/node_modules/ready: $(INTEROP)/package-lock.json
	@npm --prefix $(INTEROP) ci --no-audit --no-fund --loglevel=error
	@touch $@

tests/vectors/histories.json: .venv/ready $(wildcard schema/*.py schema/*.json tests/vectors/*.py tests/*.py)
	$(BIN)/python -m tests.vectors.histories

chromium: ## a browser for the browser tests: YICI_CHROMIUM, else one on the PATH, else Debian's
	@if [ -n "$$YICI_CHROMIUM" ] || command -v chromium >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; \
	else echo "No Chromium found: install one, or name it in YICI_CHROMIUM"; exit 1; fi

proxy: ## the TLS proxy of deploy/ for its tests: one on the PATH, else Debian's, else they are left out
	@command -v caddy >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq caddy >/dev/null 2>&1; } || \
	  echo "No Caddy found: the tests of deploy/Caddyfile are left out"
