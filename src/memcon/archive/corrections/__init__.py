"""What people correct: kept beside what was extracted, never overwriting it, and winning over it.

``apply`` (applying) is the heart: a record as it was extracted and the corrections of its report give the record that
holds. A correction finds its item again by the item's words (anchors), so that it outlives a new extraction. ``desk`` makes
corrections, ``log`` keeps them, ``fields`` says what may be edited.
"""
