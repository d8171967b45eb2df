"""What the commands of `python -m evidence` answer with, a module a subject."""
