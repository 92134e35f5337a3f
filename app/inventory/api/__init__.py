"""The API: endpoints that check who asks and what, call one service or selector, and answer."""
