"""How quick the program is, as ratios to yardsticks measured side by side: `python -m bench.run`."""
