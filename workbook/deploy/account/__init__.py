"""Deploy to an account of AWS: settings and credentials on purpose, and checks before anything is made."""
