"""Buurtteam: the desktop program of Dutch neighbourhood teams."""

VERSION = "0.1.0"
