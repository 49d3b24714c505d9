"""«Книгоноша»: the field bot of a library network."""
