"""What a team makes: items with a history, in a database; nothing here knows of statistics or pages."""
