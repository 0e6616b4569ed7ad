# Two commands are enough: `make site` and `make test`. `make help` names the others.

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --require-hashes --no-build-isolation
SOURCES := pyproject.toml requirements-build.txt requirements.txt
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --custom-compile-command "make lock" $(UPGRADE)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_USE_PEP517 := 1
export UV_SYSTEM_CERTS := 1
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

.DEFAULT_GOAL := help
.PHONY: help site serve test show bench bench-photos lock clean distclean

help:
	@echo "make site       bouwt de site in output/          builds the site into output/"
	@echo "make serve      toont de site op deze computer    shows the site on this computer"
	@echo "make test       controleert code en site          checks code and site"
	@echo "make show       lange proeven, en elke bench      long proofs, and all of bench"
	@echo "make bench      meet de snelheid naast anderen    measures speed beside other tools"
	@echo "make bench-photos    hetzelfde, voor foto's       the same, for photos (PHOTOS=\"--rounds 2\")"
	@echo "make lock       zet versies vast (UPGRADE=-U)     pins versions (UPGRADE=-U takes newer ones)"
	@echo "make clean      gooit weg wat gebouwd is          removes what was built"
	@echo "make distclean  ook wat geinstalleerd is          also what was installed"

site: .venv/.site
	@$(BIN)/charter check
	@$(BIN)/charter build --output output
	@echo "De site staat in output/. Bekijk haar met: make serve"
	@echo "The site is in output/. Look at it with: make serve"

serve: .venv/.site
	@$(BIN)/charter serve

test: .venv/.test
	@$(BIN)/python tests/browser/needs.py
	$(BIN)/ruff check .
	$(BIN)/mypy plugins
	$(BIN)/python -m pytest -m "not show" -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder -rs --no-fold-skipped

show: .venv/.test bench bench-photos
	@$(BIN)/python tests/browser/needs.py
	$(BIN)/python -m pytest -m show -rs --no-fold-skipped

bench: .venv/.bench
	$(BIN)/python bench/check.py $(CHECK)
	$(BIN)/python bench/feeds_and_kits.py $(FEEDS)
	$(BIN)/python bench/bench.py $(BENCH)

bench-photos: .venv/.bench bench/node_modules/.package-lock.json
	$(BIN)/python bench/photos.py $(PHOTOS)

.venv/bin/python:
	@sh tools/environment.sh

# The build backend goes first: some suppliers ship no wheel, and none may fetch a backend of its own.
.venv/.site: $(SOURCES) .venv/bin/python
	@echo "Installeren, eenmalig / installing, once"
	@$(PIP) -r requirements-build.txt
	@$(PIP) -r requirements.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.test: .venv/.site requirements-test.txt
	@$(PIP) -r requirements-test.txt
	@touch $@

.venv/.bench: .venv/.site requirements-bench.txt
	@$(PIP) -r requirements-bench.txt
	@touch $@

bench/node_modules/.package-lock.json: bench/package-lock.json
	@command -v npm > /dev/null || { echo "npm ontbreekt / npm is missing: sudo apt-get install nodejs npm" >&2; exit 1; }
	@cd bench && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --silent
	@touch $@

# No lock file may name the host that a package came from. Addresses for donations go too: then none at all is left.
WITHOUT_FUNDING := const fs = require("fs"), lock = JSON.parse(fs.readFileSync("package-lock.json")); \
        for (const found of Object.values(lock.packages)) delete found.funding; \
        fs.writeFileSync("package-lock.json", JSON.stringify(lock, null, 2) + "\n")
lock: .venv/.site
	@$(BIN)/python -m pip install --quiet uv
	echo "setuptools>=77" | $(LOCK) --output-file requirements-build.txt -
	$(LOCK) --output-file requirements.txt pyproject.toml
	$(LOCK) --constraint requirements.txt --extra test --extra heic --extra pdf --output-file requirements-test.txt pyproject.toml
	$(LOCK) --constraint requirements.txt --extra bench --output-file requirements-bench.txt pyproject.toml
	for folder in tests bench; do (cd $$folder && npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts \
	    --no-audit --no-fund && node -e '$(WITHOUT_FUNDING)') || exit 1; done
	@! grep -nE '://|"resolved"|find-links|index-url' requirements*.txt tests/package-lock.json bench/package-lock.json

clean:
	rm -rf output kits reports .charter .pytest_cache .mypy_cache .ruff_cache .hypothesis

distclean: clean
	rm -rf .venv tests/node_modules tests/show/node_modules bench/node_modules
