"""What is handed to somebody else on paper: pages are laid out, drawn, and written as PDF."""
