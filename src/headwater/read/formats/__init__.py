"""The formats of single pages, a file each. Every `lay` takes the bytes of a page and gives it laid out (`headwater.read.laid`).

What holds many pages (archives, tables) is taken apart before, by `headwater.read.intake`.
"""
