"""Workshops: people in a room look at evidence, say what they know, vote and agree; the record becomes evidence."""
