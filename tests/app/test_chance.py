import re
from itertools import islice

from pos.app.chance import unguessable_ids


def test_every_id_is_another_one_of_16_hex_digits() -> None:
    ids = list(islice(unguessable_ids(), 2_000))

    assert len(set(ids)) == 2_000
    assert all(re.fullmatch("[0-9a-f]{16}", id) for id in ids)


def test_two_runs_have_no_id_in_common() -> None:
    assert not set(islice(unguessable_ids(), 600)) & set(islice(unguessable_ids(), 600))
