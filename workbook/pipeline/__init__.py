"""The pipeline as data: what its workflows say, who becomes which role, and what a release meets on its way."""
