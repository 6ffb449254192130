"""The demonstration's people, OPD and reports. The people and the figures are invented; the OPD are real."""
