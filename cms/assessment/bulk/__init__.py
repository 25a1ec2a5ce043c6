"""Finished rounds as workbooks: read, judged, shown, and published whole or not at all."""
