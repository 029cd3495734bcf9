"""Figures: quantities with their scope. `find` is the way in; every other file finds one part of a figure."""
