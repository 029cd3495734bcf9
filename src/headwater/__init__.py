"""headwater: who said it, where each account took it from, how many independent origins stand behind it."""

__version__ = "0.1.0"
