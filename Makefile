# Two commands matter: `make demo` and `make test`. The rest is for those who build.
PYTHON ?= python3
PORT ?= 8000
VENV_PYTHON = .venv/bin/python
export PORT

.PHONY: demo run dev test torture shots bench bench-orders bench-answers lock lint messages install install-dev clean-demo

demo: install  ## the site with its demo content, web server and worker, until Ctrl-C
	@$(VENV_PYTHON) manage.py demo

run: install  ## the site without demo content
	@$(VENV_PYTHON) manage.py run

dev: install  ## the site with its demo content, reloading when a file changes
	@$(VENV_PYTHON) manage.py demo --reload

test: install-dev  ## every test; what the machine lacks is named (and fails under CI=true)
	@$(VENV_PYTHON) -m tests.run $(ARGS)

torture: install-dev  ## the server killed 200 times in the middle of checkouts, and of answers; the books must agree
	@DEATHS=200 $(VENV_PYTHON) -m tests.run tests/shop/holding tests/assessment/holding -n0

shots: install-dev  ## one contact sheet per page type under var/shots/
	@$(VENV_PYTHON) -m tests.shots $(ARGS)

bench: install-dev  ## requests per second as shares of a floor measured in the same run
	@$(VENV_PYTHON) -m tests.bench $(ARGS)

bench-orders: install-dev  ## orders a second from many buyers at once, on SQLite and PostgreSQL
	@$(VENV_PYTHON) -m tests.bench.orders

bench-answers: install-dev  ## how long 50 officers wait for an answer to be kept, on SQLite and PostgreSQL
	@$(VENV_PYTHON) -m tests.bench.answers

lint: install-dev  ## what tests/architecture runs, one by one
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy && .venv/bin/lint-imports

messages: install-dev  ## extract texts, list those without Thai
	@$(VENV_PYTHON) locale/fill.py --list

lock: install-dev  ## pin what requirements.in and requirements-dev.in ask for
	@for name in requirements requirements-dev; do \
	  .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url $$name.in -o $$name.lock; done

install:
	@$(PYTHON) cms/operations/bootstrap.py

install-dev:
	@$(PYTHON) cms/operations/bootstrap.py --dev

clean-demo:  ## forget the demo: its database, files and mail
	rm -rf var/sepaction.sqlite3* var/media var/mail var/static
