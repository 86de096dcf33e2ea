"""What a person sees of a break: the notice before it, the card, the full screens."""
