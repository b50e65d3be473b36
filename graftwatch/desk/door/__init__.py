"""What passes through the public door: envelopes in, letters both ways, and the public keys they are sealed to.

The only app that both processes install. Its tables have no foreign keys and a database of their own; the public one
can read and write nothing else, and holds no private key.
"""
