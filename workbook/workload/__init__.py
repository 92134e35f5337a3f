"""What the users do: typed assumptions with their sources, and the traffic that follows from them."""
