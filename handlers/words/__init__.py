"""Words that every room uses: dates, sizes, icons, labels, names, and what is wrong."""
