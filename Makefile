# Every command of Samplan; `make` alone lists them. Python 3.11, make and git are all that a
# machine must have beforehand: the rest is installed here, or named in one clear sentence.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules --no-print-directory

ARGS ?=
WORKERS ?= 2
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.PHONY: help
help: ## List the commands
	@echo "Samplan. ARGS=\"...\" is passed on: make test ARGS=\"samplan/visits -x\"."
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/p' Makefile | expand -t 22

.PHONY: demo
demo: install build/collected/staticfiles.json words ## Run the portal with its demo world, and print its address
	@exec $(BIN)/samplan demo $(ARGS)

.PHONY: test
test: install build/collected/staticfiles.json words browser ## Run every test: units, actions, architecture, browser stories
	@echo "Tests"
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not story" $(ARGS) || $(NONE_IS_FINE)
	@echo "Browser stories"
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m story $(ARGS) || $(NONE_IS_FINE)

# pytest says 5 where nothing was asked for, as when ARGS names one file.
NONE_IS_FINE := test $$? -eq 5

.PHONY: check
check: install words ## Format, lint, types, layers, templates, Swedish, migrations, maps
	@echo "Format";     $(BIN)/ruff format --quiet --check .
	@echo "Lint";       $(BIN)/ruff check --quiet .
	@echo "Types";      $(BIN)/mypy --no-error-summary
	@echo "Layers";     $(BIN)/lint-imports --no-logo > var/layers.txt || { cat var/layers.txt; exit 1; }
	@echo "Templates";  $(BIN)/djlint --quiet --lint samplan
	@echo "Swedish";    $(BIN)/python -m samplan.config.messages check
	@echo "Migrations"; $(BIN)/samplan makemigrations --check --dry-run -v 0 || { echo "Run .venv/bin/samplan makemigrations."; exit 1; }
	@echo "Maps";       $(BIN)/python -m samplan.config.maps check

.PHONY: bench
bench: install build/collected/staticfiles.json words ## Measure the pages against a bare one, side by side
	@$(BIN)/python -m bench $(ARGS)

.PHONY: messages
messages: install ## Gather the texts for their Swedish, and say what is missing
	@$(BIN)/python -m samplan.config.messages update
	@$(BIN)/python -m samplan.config.messages compile
	@$(BIN)/python -m samplan.config.messages check

.PHONY: maps
maps: install ## Draw docs/map/ anew: apps, addresses, states
	@$(BIN)/python -m samplan.config.maps write

.PHONY: format
format: install ## Format the code and mend what ruff can mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

COMPILE := ../$(BIN)/uv pip compile -q --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header

.PHONY: requirements
requirements: install ## Pin requirements/*.in anew, with hashes (ARGS=--upgrade for newer ones)
	@cd requirements && for name in base dev node; do $(COMPILE) $$name.in -o $$name.txt $(ARGS); done

# ---- What the commands need. Each step leaves a stamp, so that a second run is quick. ----

.PHONY: install look words browser
install: .venv/packages.stamp $(BIN)/samplan node_modules/.package-lock.json var

look: build/ui.stamp

words: install
	@$(BIN)/python -m samplan.config.messages compile

var:
	@mkdir -p var

$(BIN)/python:
	@for python in python3.11 python3 python; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$${found:-}" ]; then echo "Python 3.11 or newer is missing: install it and run this again."; exit 1; fi; \
	$$found -m venv .venv || { echo "Python's venv is missing (Debian: python3.11-venv): install it and run this again."; exit 1; }

.venv/packages.stamp: requirements/dev.txt | $(BIN)/python
	@echo "Installing Python packages"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

# Django's commands from any folder; the project itself needs no installing.
define COMMAND_LINE
#!/bin/sh
here=$$(cd "$$(dirname "$$0")" && pwd)
exec "$$here/python" "$$here/../../manage.py" "$$@"
endef
export COMMAND_LINE
$(BIN)/samplan: Makefile | $(BIN)/python
	@echo "$$COMMAND_LINE" > $@
	@chmod +x $@

HAS_NODE := node -e 'process.exit(Number(parseInt(process.versions.node) < 20))' 2> /dev/null
node_modules/.package-lock.json: package.json package-lock.json .npmrc .venv/packages.stamp
	@$(HAS_NODE) && command -v npm > /dev/null || { \
	  echo "Installing Node"; $(PIP) --require-hashes -r requirements/node.txt; }
	@echo "Installing front-end packages"
	@npm ci --silent
	@touch $@

.PHONY: always
build/ui.stamp: always | install
	@$(BIN)/python -m samplan.ui.build > /dev/null

build/collected/staticfiles.json: build/ui.stamp .venv/packages.stamp
	@echo "Collecting static files"
	@$(BIN)/samplan collectstatic --no-input --clear -v 0
	@touch $@

browser:
	@command -v chromium > /dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
	    echo "Installing Chromium"; \
	    export DEBIAN_FRONTEND=noninteractive; \
	    apt-get update -qq > /dev/null; \
	    apt-get install -y -qq --no-install-recommends chromium > /dev/null; \
	  else \
	    echo "The browser stories need Chromium: install it (Debian: apt-get install chromium) and run this again."; \
	    exit 1; \
	  fi; }
