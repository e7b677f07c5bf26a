"""Page text in, answers out; knows no chat, no network and no environment."""
