"""The sheets on which a person enters how they are, a spasm, a treatment or a note."""
