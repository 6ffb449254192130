"""`/belum`: who still owes which report."""
