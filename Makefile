# Every task of the workbook. `make` alone lists them.
# Written for GNU make 3.81 and later, which is what macOS has.

# The Python that builds .venv: the first that is new enough, else any, which then says what is wrong with it.
ifeq ($(origin PYTHON),undefined)
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { command -v "$$p"; exit; }; \
	done; command -v python3 || echo no-python)
endif
# Language of the workshop's messages, and of the lessons where it is es; make <task> LANG=es names it, too.
WORKBOOK_LANG ?= en
ifeq ($(origin LANG),command line)
override WORKBOOK_LANG := $(LANG)
# What a task starts would take it for a locale, which has another form.
unexport LANG
endif
# Processes that share the tests.
JOBS ?= 2
# One more where a good part of the tests waits, for servers and clocks.
WAITING_JOBS = $(shell expr $(JOBS) + 1)
# The port of `make app`, 8000 or a free one where none is given, and the products of its demo data, 1000.
PORT ?=
ROWS ?=
# 1 has `make setup` install the packages of the frontend, none leaves the frontend out of `make app`.
FRONTEND ?=
# 1 has `make setup` install the local cloud.
LOCALCLOUD ?=
# 1 has `make setup` install what the book is built with.
BOOK ?=
SITE = $(if $(filter none,$(FRONTEND)),,build/app/site)
# What `make manage` runs; alone it lists the commands.
CMD ?=
# Who is asked for vulnerabilities: the registry, or osv.
SERVICE ?=
# Name of the image, its platform if not that of this machine, another place of its base image, and a file that it is
# written to for both platforms.
IMAGE = inventory-api
PLATFORM =
BASE =
ARCHIVE =

# How an audit ends that finds something, or cannot look.
NOT_PASSED = has not passed. A table above names what is vulnerable: run make lock UPGRADE=1, or npm update in its \
	folder. An error means that nothing was audited, since the service was not reached or does not know a version:

# Where lessons deploy to that are run for their outputs; what somebody has deployed meanwhile stays untouched.
LESSONS_CLOUD = WORKBOOK_CLOUD="$(CURDIR)/build/lessons-cloud"

# Lessons that deploy.
DEPLOYING = $(wildcard notebooks/05_*.ipynb notebooks/07_*.ipynb)

BIN := .venv/bin
# It tells of what fails, and asks nobody for news.
NPM = npm --silent
export npm_config_update_notifier := false
SETUP = command -v "$(PYTHON)" >/dev/null || { echo "setup: no Python found; install Python 3.11 or later" >&2; exit 1; }; \
	"$(PYTHON)" scripts/setup.py
# Each module is compiled once, and not by every one of the programs that the tests start.
export PYTHONDONTWRITEBYTECODE :=
export PATH := $(CURDIR)/$(BIN):$(CURDIR)/infra/node_modules/.bin:$(PATH)

# What Jupyter, IPython and Matplotlib would write into the home folder stays in the checkout.
export IPYTHONDIR := $(CURDIR)/build/jupyter/ipython
export JUPYTER_CONFIG_DIR := $(CURDIR)/build/jupyter/config
export JUPYTER_DATA_DIR := $(CURDIR)/build/jupyter/data
export JUPYTER_RUNTIME_DIR := $(CURDIR)/build/jupyter/runtime
export JUPYTERLAB_SETTINGS_DIR := $(CURDIR)/build/jupyter/lab/settings
export JUPYTERLAB_WORKSPACES_DIR := $(CURDIR)/build/jupyter/lab/workspaces
export MPLCONFIGDIR := $(CURDIR)/build/matplotlib

# On this machine only, with the packages that the locks name, and without a word to the outside.
LAB := --ServerApp.ip=127.0.0.1 --LabApp.default_url=/lab/tree/notebooks --LabApp.extension_manager=readonly \
	--LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate \
	$(if $(filter 0,$(shell id -u)),--allow-root)

.PHONY: help setup ready ready-frontend ready-localcloud lab workshop app manage test test-code test-lessons \
	test-frontend fuzz lint audit bench frontend image exercises book ready-book synth docs notebooks check lock \
	clean distclean
.DEFAULT_GOAL := help

##@ Start
setup: ## Install everything that is needed, inside this checkout; FRONTEND=1, LOCALCLOUD=1, BOOK=1 for these parts too
	@$(SETUP) $(if $(filter-out none,$(FRONTEND)),--frontend) $(if $(LOCALCLOUD),--localcloud) $(if $(BOOK),--book)

# JupyterLab hides the committed pictures of a notebook that it does not trust until its cells run.
lab: ready ## Open the lessons in JupyterLab
	@$(BIN)/jupyter trust notebooks/*.ipynb >/dev/null
	$(BIN)/jupyter lab $(LAB)

workshop: ready-frontend ready-localcloud ## Draw the diagram, run every lesson, build the HTML edition
	@mkdir -p img
	$(BIN)/workbook diagram --profile standard --lang en -o img/diagram.jpg
	$(BIN)/workbook diagram --profile standard --lang es -o img/diagrama.jpg
	@$(LESSONS_CLOUD) $(BIN)/python -m workbook.notebooks execute --lang $(WORKBOOK_LANG)

app: $(if $(filter none,$(FRONTEND)),ready,ready-frontend) ## Run the inventory with PostgreSQL and demo data; PORT=8123, ROWS=100000, FRONTEND=none
	@$(if $(SITE),$(BIN)/python scripts/frontend.py --into $(SITE))
	@cd app && exec ../$(BIN)/python -m embedded --port "$(PORT)" --rows "$(ROWS)" --lang "$(WORKBOOK_LANG)" \
		$(if $(SITE),--site ../$(SITE))

manage: ready ## Run a command of manage.py while make app runs; CMD="clean_up --lang es"
	@cd app && exec ../$(BIN)/python -m embedded.manage --lang "$(WORKBOOK_LANG)" -- $(CMD)

##@ Check
test: test-code test-frontend test-lessons ## Run every test, and compare the output of every cell of the lessons

test-code: ready-localcloud
	WORKBOOK_LANG=en $(BIN)/pytest -n $(WAITING_JOBS) -p no:nbval --doctest-modules tests workbook

# Those that deploy take longest, and wait for a good part of that, so they begin first.
test-lessons: ready-frontend ready-localcloud
	WORKBOOK_LANG=en WORKBOOK_STATIC=1 $(LESSONS_CLOUD) $(BIN)/pytest -n $(WAITING_JOBS) --dist loadfile \
		--no-loadscope-reorder --nbval --nbval-current-env --nbval-sanitize-with tests/notebooks/sanitize.cfg \
		$(DEPLOYING) $(filter-out $(DEPLOYING),$(wildcard notebooks/*.ipynb))

test-frontend: ready-frontend ## Test the frontend: units, its budget, and a real browser in front of the real API
	@$(BIN)/python scripts/frontend.py
	$(NPM) --prefix frontend run client -- --check
	$(NPM) --prefix frontend run test
	$(NPM) --prefix frontend run budget
	CHROME_PATH="$$($(BIN)/python scripts/browser.py)" && export CHROME_PATH && JOBS=$(JOBS) $(NPM) --prefix frontend run e2e

fuzz: ready ## Ask the inventory API 10,000 times and more what its description allows, and what it does not
	$(BIN)/pytest -n $(JOBS) --hypothesis-profile=fuzz tests/app/test_schemathesis.py

lint: ready-frontend ## Check style, types, the direction of imports, Dockerfile, workflows and for unsafe code
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	PYTHONPATH=infra:app $(BIN)/lint-imports
	$(BIN)/hadolint app/Dockerfile
	$(BIN)/actionlint -shellcheck $(BIN)/shellcheck -pyflakes ""
	$(BIN)/zizmor --offline --no-progress --persona=pedantic --strict-collection .github
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml app workbook infra scripts localcloud \
		benchmarks book
	$(NPM) --prefix frontend run lint

check: lint test ## Everything that must hold before a commit: lint and test

# A version that the service does not know is not taken for a safe one.
audit: ready ## Look every locked version up among known vulnerabilities; needs the network; SERVICE=osv
	@for lock in requirements/*.txt app/requirements.txt; do \
		echo "audit: $$lock"; \
		$(BIN)/pip-audit --strict --disable-pip --require-hashes --requirement $$lock \
			$(if $(SERVICE),--vulnerability-service "$(SERVICE)") --progress-spinner off || { \
			echo "audit: $$lock $(NOT_PASSED) try SERVICE=osv, or another network." >&2; exit 1; }; \
	done
	@for room in infra frontend; do \
		echo "audit: $$room/package-lock.json"; \
		npm --loglevel=error --prefix $$room audit --package-lock-only --audit-level=high || { \
			echo "audit: $$room/package-lock.json $(NOT_PASSED) try another network or registry." >&2; exit 1; }; \
	done

bench: ready $(if $(or $(findstring deploy,$(ONLY)),$(if $(ONLY),,all)),ready-frontend ready-localcloud) ## Measure speed as ratios within one run; ONLY="engine cost api deploy"
	$(BIN)/python -m benchmarks $(ONLY)

##@ Build
frontend: ready-frontend ## Build frontend/dist where what it is built from has changed
	@$(BIN)/python scripts/frontend.py

image: ## Build the image of the inventory API with docker, podman or buildah; ARCHIVE=build/image.tar
	@"$(PYTHON)" scripts/image.py --name "$(IMAGE)" --platform "$(PLATFORM)" --base "$(BASE)" \
		$(if $(ARCHIVE),--archive "$(ARCHIVE)")

exercises: ready ## Derive the student copies of the lessons, without solutions; LANG=es
	@$(BIN)/python -m workbook.notebooks exercises --lang $(WORKBOOK_LANG)

book: ready-book ## Build the book, a site that needs no network, into build/book
	@$(BIN)/python -m workbook.book --lang $(WORKBOOK_LANG)

##@ Refresh what is committed
synth: ready ## Synthesize the CDK app and write its templates to infra/snapshots
	$(BIN)/workbook synth --all

# Pages that quote commands, and those that list rules, types and assumptions, are written by the tests that read them.
docs: ready ## Compute tables, numbers and pictures of the documents anew
	$(BIN)/python -m workbook.documents --lang $(WORKBOOK_LANG)
	$(BIN)/pytest -q -p no:nbval --update-golden tests/cli/test_documentation.py tests/audit/test_reference.py \
		tests/graph/test_reference.py tests/workload/test_reference.py tests/cost/whatif/test_reference.py

notebooks: ready-frontend ready-localcloud ## Run the lessons and write their outputs back; LANG=es builds them in Spanish
	@$(LESSONS_CLOUD) $(BIN)/python -m workbook.notebooks $(if $(filter es,$(WORKBOOK_LANG)),execute,refresh) --lang $(WORKBOOK_LANG)

lock: ready ## Pin what pyproject.toml lists; UPGRADE=1 takes the newest versions that it allows
	$(BIN)/python scripts/lock.py $(if $(UPGRADE),--upgrade)

##@ Tidy up
clean: ## Remove what was built, and caches
	rm -rf build frontend/dist infra/cdk.out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find workbook infra app localcloud book benchmarks tests scripts \( -name node_modules -o -name .venv \) -prune \
		-o -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## Remove what was installed too
	rm -rf .venv localcloud/.venv book/.venv infra/node_modules frontend/node_modules

help:
	@echo "The architecture workbook. Usage: make <task>"
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

ready:
	@$(SETUP) --quiet
	@mkdir -p build/jupyter build/matplotlib

# The packages of the frontend are large, and most tasks need none of them.
ready-frontend: ready
	@$(SETUP) --quiet --frontend

ready-localcloud: ready
	@$(SETUP) --quiet --localcloud

ready-book: ready
	@$(SETUP) --quiet --book
