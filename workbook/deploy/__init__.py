"""Deploy an assembly to this machine or to AWS, and take it away again."""
