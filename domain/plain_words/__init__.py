"""What people mean by a text that answers nothing: a wish, or nothing that is understood."""
