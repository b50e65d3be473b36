"""What spans files: contracts, journeys, canaries, and what tests of several folders share."""
