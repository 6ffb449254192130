"""The Sub Bagian's own evaluations: who evaluates what, how far they are, and the sheet that does many."""
