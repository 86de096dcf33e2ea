"""The body map: the standing figure from both faces, with zones that can be chosen."""
