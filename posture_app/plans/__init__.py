"""What a programme asks for, and when it goes on."""
