"""`python -m clvcli` is `clvcli`."""

from clvcli.cli.app import main

main()
