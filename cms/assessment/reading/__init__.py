"""What everybody reads of Kalyanamitr: one organisation, and all of them."""
