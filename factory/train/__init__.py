"""A prover from nothing: tokenizer, model, training and expert iteration on verified proofs alone."""
