"""``python -m nkgraph`` is the command ``nkgraph``."""

from nkgraph.cli import main

if __name__ == "__main__":
    main()
