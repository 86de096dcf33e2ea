"""What a person reads: values become sentences in the chosen language, without Qt or a clock."""
