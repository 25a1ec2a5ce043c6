"""Products as a spreadsheet: down as they are, up as they shall be, judged row by row, written whole or not at all."""
