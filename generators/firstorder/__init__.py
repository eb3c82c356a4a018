"""First-order logic with sorts, functions and equality: proofs, small models, and Lean texts of both."""
