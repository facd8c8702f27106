# Everything starts here: make run, make test. Needs GNU make and Python 3.11 or newer; works from a path with spaces.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PORT ?= 8501
DELIVERY ?=
MAPPING ?=
SIZES ?= 100000 1000000
PARTS ?=
PYTEST_ARGS ?=
LOCK_ARGS ?=
PYTHONS ?= python3.14 python3.13 python3.12 python3.11 python3
OFFICE := /usr/lib/libreoffice/program
SYSTEM_PACKAGES := chromium libatomic1 postgresql \
  $(if $(wildcard $(OFFICE)/libswlo.so),,libreoffice-writer-nogui) \
  $(if $(wildcard $(OFFICE)/libsclo.so),,libreoffice-calc-nogui)
QUIETLY := -qq --no-install-recommends
# thousands of small databases are written to the disk at once, which takes longer than what is tested
IN_MEMORY := $(shell [ "$$(df --output=avail -k /dev/shm 2>&1 | tail -1)" -gt 4000000 ] 2>/dev/null && echo TMPDIR=/dev/shm)
NO_CLUSTER := { dpkg -s postgresql-common >/dev/null 2>&1 || { apt-get install $(QUIETLY) postgresql-common && \
  sed -i 's/^\#* *create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf; }; }
FICTIONAL := --requests 60000 --seed 7 --from 2024-01-01 --until 2025-12-31

PYTHON := .venv/bin/python
VOORTGANG := .venv/bin/voortgang
INSTALL := $(PYTHON) -m pip install --disable-pip-version-check --no-compile --progress-bar off --quiet
COMPILE_PACKAGES := $(PYTHON) -m compileall -qq -j 0 .venv/lib

# A virtual environment cannot be moved: one that was made in another folder, or lost its Python, is made again.
$(shell [ -x $(PYTHON) ] && [ "$$(cat .venv/made-in 2>&1)" = "$$PWD" ] || rm -f .venv/made-in)

.PHONY: help setup run test build check bench docs lock system

help:
	@echo 'make setup                         de omgeving (.venv) maken of bijwerken'
	@echo 'make run [PORT=8501]               de monitor starten; zonder eigen levering met een fictieve'
	@echo 'make test [PYTEST_ARGS=…]          alle tests'
	@echo 'make build DELIVERY=… [MAPPING=…]  een levering inlezen, controleren en publiceren'
	@echo 'make check                         opmaak, regels en typen van de code'
	@echo 'make bench [SIZES="100000 …"]      snelheid en geheugen meten'
	@echo 'make docs                          docs/metrics.md maken uit de koppen van de cijfers'
	@echo 'make lock [LOCK_ARGS=--upgrade]    de vastgelegde versies vernieuwen'

# Without a published warehouse there is nothing to show: then a fictional delivery is made, and labelled as such.
run: setup
	@home="$${VOORTGANG_HOME:-data}"; delivery="$$home/extracts/2025-12-31"; \
	if [ ! -e "$$home/warehouse.duckdb" ]; then \
	  $(VOORTGANG) simulate $(FICTIONAL) --out "$$delivery"; \
	  $(VOORTGANG) build --delivery "$$delivery"; \
	fi
	@exec $(VOORTGANG) serve --port $(PORT)

build: setup
	@if [ -z "$(DELIVERY)" ]; then echo 'Noem de levering: make build DELIVERY=data/extracts/2025-12-31' >&2; exit 2; fi
	@$(VOORTGANG) build --delivery "$(DELIVERY)" $(if $(MAPPING),--mapping "$(MAPPING)")

test: .venv/ready-dev system
	@$(IN_MEMORY) $(PYTHON) -m pytest -n auto --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

check: .venv/ready-dev
	@$(PYTHON) -m ruff format --check
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m mypy

bench: .venv/ready-dev
	@$(PYTHON) -m bench $(SIZES) $(if $(PARTS),--parts $(PARTS))

docs: setup
	@$(PYTHON) -m voortgang.commands.metric_docs > docs/metrics.md.new
	@mv docs/metrics.md.new docs/metrics.md

# Versions with hashes, for every Python and platform, without download addresses.
lock: .venv/made-in
	@$(INSTALL) uv
	@uv="$(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $(LOCK_ARGS)"; \
	$$uv pyproject.toml --output-file requirements.txt; \
	$$uv pyproject.toml --extra dev --constraint requirements.txt --output-file requirements-dev.txt

# The browser tests need Chromium, and the driver of Playwright needs libatomic; documents are opened in LibreOffice (as
# far as it is not there in a fuller form, which would have to go); those of the register start a server of PostgreSQL
# themselves. Root on Debian gets them here; elsewhere they are left to the user, and pytest says what it skipped. Debian
# would make a cluster of its own when PostgreSQL comes in, and start it: it is told not to.
system:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! dpkg -s $(SYSTEM_PACKAGES) >/dev/null 2>&1; then \
	  echo 'Voor de tests worden geïnstalleerd: $(SYSTEM_PACKAGES).'; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  { apt-get update -qq && $(NO_CLUSTER) && apt-get install $(QUIETLY) $(SYSTEM_PACKAGES); } >/dev/null \
	    || echo 'Dat is niet gelukt; zie de melding hierboven.' >&2; \
	fi

setup: .venv/ready

.venv/made-in:
	@for python in $(PYTHONS); do \
	  if $$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "De omgeving .venv wordt gemaakt met $$($$python --version)."; \
	    $$python -m venv --clear .venv; \
	    pwd > $@; \
	    exit 0; \
	  fi; \
	done; \
	echo "Python 3.11 of nieuwer is niet gevonden (of zonder venv). Installeer het en probeer opnieuw," \
	  "op Debian bijvoorbeeld met: apt-get install python3 python3-venv" >&2; \
	exit 1

# Bytecode is compiled here, on all cores: without it the first page would wait seconds for imports.
.venv/ready: .venv/made-in requirements.txt pyproject.toml
	@echo "De pakketten uit requirements.txt worden geïnstalleerd."
	@$(INSTALL) --require-hashes -r requirements.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@$(COMPILE_PACKAGES) voortgang
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	@echo "De pakketten uit requirements-dev.txt worden geïnstalleerd."
	@$(INSTALL) --require-hashes -r requirements-dev.txt
	@$(COMPILE_PACKAGES)
	@touch $@
