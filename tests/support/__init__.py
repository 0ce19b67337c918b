"""What tests stand on: the environment, browsers, a server, pictures and models made by code."""
