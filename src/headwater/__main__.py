"""``python -m headwater``."""

from headwater.cli import entry

if __name__ == "__main__":
    entry()
