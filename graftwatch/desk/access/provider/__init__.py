"""Log-in through an identity provider of the office (OpenID Connect): its word stands for the password, no more."""
