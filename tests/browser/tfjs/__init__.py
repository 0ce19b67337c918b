"""Tests of the library; one module for each of pyapp/tfjs."""
