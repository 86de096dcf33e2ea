"""Real desktops, started without a screen: who has the keyboard when a break comes."""
