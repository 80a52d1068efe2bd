"""Commands and runs of `gam`."""
