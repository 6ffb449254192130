"""One file per step, each with its way up and its way down."""
