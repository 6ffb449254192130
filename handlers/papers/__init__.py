"""The way of a document: asked for with a press, made beside everything else, sent by the lane."""
