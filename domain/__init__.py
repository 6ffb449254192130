"""The rules: pure functions and values, standard library only; no clock, no I/O."""
