"""Where staff keep indicator sets in the admin."""
