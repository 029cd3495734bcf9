"""Statements: who said what. One rule a file; `find` puts them together."""
