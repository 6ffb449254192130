"""One message a morning to verifikators and pimpinan."""
