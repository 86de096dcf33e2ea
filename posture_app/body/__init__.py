"""The mannequin: skeleton, poses, contacts, motions, muscles and trigger points."""
