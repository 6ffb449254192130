"""Announcements: whom one is for, and what is asked before it goes out."""
