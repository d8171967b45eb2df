"""Evidence packs: what a place's evidence says, as one list of blocks, in four formats."""
