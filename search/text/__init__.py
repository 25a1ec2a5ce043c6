"""Thai text for search: one spelling, words, parts of compounds, snippets."""
