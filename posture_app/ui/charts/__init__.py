"""Charts by pyqtgraph. Nothing else may import it: it and numpy take half a second to load."""
