"""The version of headwater."""

__version__ = "0.1.0"
