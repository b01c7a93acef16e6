"""How each kind of chart is drawn: `draw(canvas, kind)`."""
