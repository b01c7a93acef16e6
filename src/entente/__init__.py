"""Entente: the joint record of an action plan between governments."""

__version__ = "0.1.0"
