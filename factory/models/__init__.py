"""Language models behind one interface: any OpenAI-compatible server, transformers, vLLM."""
