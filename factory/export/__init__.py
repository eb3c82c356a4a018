"""Export: datasets in folders of their own, with cards that are counted from their files."""
