# Every target makes .venv itself, and is quiet when it is there.
PYTHON ?= python3
CORPORA ?= corpora
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test corpora browser bench bench-site pictures screenshots chromium lint clean

demo: $(VENV)/ready
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict --config-file demo_docs/mkdocs.yml
	@echo "The demo is in demo_docs/site: open demo_docs/site/index.html"

# The builds of real sites are done under both hosts.
test: lint
	@$(BIN)/pytest -q -n auto --dist worksteal
	@METAIMAGE_HOST=properdocs $(BIN)/pytest -q -n auto --dist worksteal tests/hosts

# Whole sites, in a folder of your own: make corpora CORPORA=path
corpora: $(VENV)/ready
	@METAIMAGE_CORPORA=$(CORPORA) $(BIN)/pytest -q -m corpora tests/corpora

# The preview in a real browser; with a folder of sites of your own on one of them, too: make browser CORPORA=path
browser: $(VENV)/browser
	@METAIMAGE_CORPORA=$(CORPORA) $(BIN)/pytest -q -m "browser$(if $(filter file,$(origin CORPORA)), and not corpora)" tests/browser
	@METAIMAGE_HOST=properdocs $(BIN)/pytest -q -m "browser and not corpora" tests/browser/test_walk.py

# This engine and others on the same card, side by side: the table, the chart and the README's part.
bench: $(VENV)/ready
	@$(BIN)/python -m benchmarks.cards

# What cards cost the build of a whole site, of those in a folder of your own: make bench-site CORPORA=path
bench-site: $(VENV)/ready
	@$(BIN)/python -m benchmarks.sites $(CORPORA)

# The pictures of the README and of the demo.
pictures: $(VENV)/ready
	@$(BIN)/python demo_docs/pictures.py

# The pictures of the preview: its views of the demo.
screenshots: $(VENV)/browser
	@$(BIN)/python demo_docs/screenshots.py

# Asks Chromium again for what tests/chromium keeps of it, and says how far the engine is from that.
chromium: $(VENV)/ready
	@$(BIN)/python tests/chromium/redraw.py

lint: $(VENV)/ready
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary

clean:
	rm -rf $(VENV) .cache demo_docs/site demo_docs/.cache benchmarks/.peers benchmarks/peers/node_modules tests/browser/node_modules

$(VENV)/ready: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[woff]" --group dev
	@touch $@

$(VENV)/browser: $(VENV)/ready tests/browser/package.json
	@command -v "$${CHROMIUM:-chromium}" >/dev/null || { \
	  echo "Chromium is missing: install it (Debian: apt-get install chromium), or name the program in CHROMIUM." >&2; exit 1; }
	@command -v npm >/dev/null || { echo "npm is missing, which fetches axe-core: install Node.js (https://nodejs.org)." >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group browser
	@npm install --silent --no-package-lock --no-audit --no-fund --prefix tests/browser
	@touch $@
