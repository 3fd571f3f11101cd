"""Nonsense for every view, form and file input of the running product (`attack`).

What is asked for is found by walking the URLconf and the pages, so that new views come in by
themselves. The same seed sends the same nonsense.
"""
