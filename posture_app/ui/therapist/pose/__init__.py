"""The pose editor: a motion made by dragging a figure's joints and typing their angles."""
