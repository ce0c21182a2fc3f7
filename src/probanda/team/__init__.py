"""A team on one server: accounts, second factors, sessions, roles in cases, and the one policy that says who may do what."""
