"""``python -m regimelab.cli``: the same as the console script."""

from regimelab.cli import main

main()
