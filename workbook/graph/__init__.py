"""Resources and their connections as a typed graph in which every edge keeps the template path that proves it."""
