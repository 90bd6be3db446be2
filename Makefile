# Two commands do everything, set-up included: «make demo» and «make test». A second call starts at once.
VENV := .venv
BIN := $(VENV)/bin
PINS := pyproject.toml constraints.txt .ci/environment

# An environment whose Python is gone or was replaced is made again.
ifneq ($(wildcard $(VENV)),)
ifneq ($(shell $(BIN)/python -c 'print("sound")' 2>/dev/null),sound)
$(shell rm -f $(VENV)/*.stamp)
endif
endif

.PHONY: help demo test check screens bench clean

help:
	@echo "make demo     set up what is missing, make the demo event and open the desk"
	@echo "make test     set up what is missing and run the tests (ARGS='-k name' chooses)"
	@echo "make check    style, formatting, types and import contracts"
	@echo "make screens  draw every page and verdict into screens/"
	@echo "make bench    measure the speed beside its floors (about six minutes)"
	@echo "make clean    remove what these commands made; demo/ stays, it may hold your work"

demo: $(VENV)/run.stamp $(VENV)/libraries.stamp
	@echo "Making the demo event."
	@$(BIN)/checkin demo

test: $(VENV)/dev.stamp $(VENV)/libraries.stamp
	@echo "Running the tests."
	@$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/dev.stamp
	@echo "Checking style."
	@$(BIN)/ruff check --quiet .
	@echo "Checking formatting."
	@$(BIN)/ruff format --quiet --check .
	@echo "Checking types."
	@$(BIN)/pyright --pythonpath $(BIN)/python
	@echo "Checking who imports whom."
	@$(BIN)/lint-imports --no-cache

screens: $(VENV)/dev.stamp $(VENV)/libraries.stamp
	@echo "Drawing the screens."
	@$(BIN)/python -m tests.screens screens/

bench: $(VENV)/dev.stamp $(VENV)/libraries.stamp
	@echo "Measuring."
	@$(BIN)/python -m tests.benchmarks $(ARGS)

clean:
	@echo "Removing the environment and what was made with it."
	@rm -rf $(VENV) build dist screens *.egg-info
	@rm -rf .pytest_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks
	@find checkin_app db tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/run.stamp: $(PINS)
	@.ci/environment run

# The second needs the first, so that «make -j demo test» never has two installers at work in one environment.
$(VENV)/dev.stamp: $(PINS) $(VENV)/run.stamp
	@.ci/environment dev

# Where the libraries cannot be installed a sentence was printed: the demo goes on, and the next call looks again.
$(VENV)/libraries.stamp: .ci/system_libraries | $(VENV)/run.stamp
	@if .ci/system_libraries; then touch $@; fi
