"""The five indicators of the IKU form: everything that differs from one to the next."""
