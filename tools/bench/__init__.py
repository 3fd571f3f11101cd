"""Figures of the real site on this machine: `bin/bench live --viewers 500 --json`."""
