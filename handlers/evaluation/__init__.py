"""`/evaluasi`: the Sub Bagian's own evaluations by hand."""
