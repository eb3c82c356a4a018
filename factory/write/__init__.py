"""The write stage: verified traces become documents, and how the documents begin is counted."""
