"""Where rows come from: the files of the inbox, read once."""
