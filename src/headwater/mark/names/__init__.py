"""Names of persons, bodies and places in a document, by rule."""
