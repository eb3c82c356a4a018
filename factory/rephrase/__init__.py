"""Organic text in forms that teach (tables, questions, facts), each record checked against its source."""
