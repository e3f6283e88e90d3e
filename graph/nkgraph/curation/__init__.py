"""From ``sources/`` to a Corpus: strict reading, every fault named at once, canonical writing."""
