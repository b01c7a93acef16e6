"""`python -m entente` is the command `entente`."""

from entente.surfaces.cli.main import main

main()
