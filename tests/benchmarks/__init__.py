"""How quick the program is, always beside a floor that was measured in the same run: `python -m tests.benchmarks`."""
