"""The running program, put together from all other rooms: the only one that knows them all."""
