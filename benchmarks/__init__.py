"""What the project's speed targets measure; run it with `python -m benchmarks`."""
