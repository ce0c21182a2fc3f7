"""Where a case is kept. Only `search` knows the database's dialect."""
