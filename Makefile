SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# Each step needs the one before it.
.NOTPARALLEL:

# The first Python that is recent enough; PYTHON=… chooses another.
ifndef PYTHON
PYTHON := $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
endif
BIN := .venv/bin
BASE := build/vigie.sqlite
DEMONSTRATION := build/demonstration.sqlite
# The sources that the checks read; a tool refuses a folder that has none.
CODE := app.py gunicorn.conf.py $(patsubst %/,%,$(sort $(dir $(wildcard bench/*.py components/*.py dashboard/*.py \
	data/*.py tests/*.py tools/*.py))))

# Nothing is left out where a machine checks the work of another.
NO_SKIP := $(if $(filter true 1,$(CI)),-p tools.no_skip)
# One process a core; in the order of the folders, so that the longest tests come first.
SHARED := --numprocesses auto --maxprocesses 4 --dist loadgroup --no-loadscope-reorder

.PHONY: help
help: ## cette aide
	@echo "Vigie — commandes :"
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /:/' | awk -F: '{ printf "  make %-8s %s\n", $$1, $$2 }'

.PHONY: python
python:
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Il faut Python 3.11 ou plus récent (make PYTHON=/chemin/de/python3 …)" >&2; exit 1; }

.PHONY: prepare
prepare: python ## installe l’application, prépare les fichiers du navigateur et la base, sans rien démarrer
	@$(PYTHON) -m tools.setup $(SETUP_OPTIONS)
	@$(BIN)/python -m tools.static
	@if [[ -n "$${VIGIE_DATABASE_URL:-}" ]]; then :; \
	elif [[ ! -e $(BASE) ]]; then $(BIN)/python -m data construire; \
	elif [[ -n "$$(find data -type f -not -name '*.pyc' -not -path 'data/demonstration/*' -newer $(BASE) -print -quit)" ]]; then \
		echo "» data/ a changé depuis la construction de $(BASE) : « make base » la refait"; \
	fi

.PHONY: base
base: python ## refait la base à partir de data/sources
	@$(PYTHON) -m tools.setup
	@$(BIN)/python -m data construire

.PHONY: run
run: prepare ## démarre le tableau de bord (PORT=8050)
	@exec $(BIN)/gunicorn

# Nothing in that base can be lost: it is made again whenever its files or its builder changed.
.PHONY: demo
demo: export VIGIE_DATABASE_URL := sqlite:///$(DEMONSTRATION)
demo: prepare ## démarre le même tableau de bord sur des données inventées, à part des vraies
	@if [[ ! -e $(DEMONSTRATION) \
		|| -n "$$(find data -type f -not -name '*.pyc' -newer $(DEMONSTRATION) -print -quit)" ]]; then \
		$(BIN)/python -m data demonstration; \
	fi
	@echo "» Données de démonstration, fictives : aucun chiffre montré n’est vrai"
	@exec $(BIN)/gunicorn

.PHONY: test
test: SETUP_OPTIONS := --dev
test: prepare check ## installe les outils d’essai, puis lance tous les contrôles et tous les essais
	@$(BIN)/python -m tools.with_postgresql $(BIN)/python -m pytest $(SHARED) $(NO_SKIP)

.PHONY: bench
bench: SETUP_OPTIONS := --dev
bench: prepare ## mesure la légèreté devant une page statique et un Dash de tutoriel
	@$(BIN)/python -m bench

.PHONY: images
images: SETUP_OPTIONS := --dev
images: prepare ## refait les images du README à partir de l’application
	@$(BIN)/python -m data demonstration --si-absente
	@$(BIN)/python -m tools.screenshots

.PHONY: check
check: ## contrôle la forme et les types du code
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/mypy $(CODE)

.PHONY: format
format: ## met le code en forme
	@$(BIN)/ruff format $(CODE)
	@$(BIN)/ruff check --fix $(CODE)

.PHONY: lock
lock: python ## rafraîchit les listes de paquets (OPTIONS=--upgrade pour les versions nouvelles)
	@$(PYTHON) -m tools.setup --dev
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/locker.lock
	@$(BIN)/python -m tools.lock $(OPTIONS)

.PHONY: clean
clean: ## efface tout ce qui se refait (environnement, fichiers préparés, base)
	@rm -rf .venv .node node_modules build .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
