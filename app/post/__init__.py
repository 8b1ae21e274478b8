"""The letter-box: notices become letters, letters in the outbox go to the mail server."""
