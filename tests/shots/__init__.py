"""Pictures of the real pages, to be looked at: `make shots` writes one contact sheet per page type."""
