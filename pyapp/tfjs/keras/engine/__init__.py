"""What layers and models are made of: state, calls, graphs of calls."""
