"""`/iku`: the five percentages, each opening into the OPD behind it."""
