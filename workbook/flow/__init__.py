"""Follow one request through the graph, hop by hop, and back."""
