"""What a therapist sees: patients, plans, the library, and the builder of plans."""
