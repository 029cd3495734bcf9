import itertools

from headwater.show.drawing import Leaf, Stop, draw

WIRE, OFFICE, CLINIC = (
    Stop("hop:w", "Wire", "hop"),
    Stop("o1", "Office", "body", "o1.html"),
    Stop("o2", "A clinic with a name that is longer than any box on the page", "body"),
)


def leaf(n, *path):
    return Leaf(f"{n}. Gazette", "2 June", f"#account-{n}", "cannot_tell", "?", path)


def test_accounts_that_share_the_end_of_their_way_share_its_boxes():
    drawn = draw([leaf(1, WIRE, OFFICE), leaf(2, WIRE, OFFICE), leaf(3, OFFICE), leaf(4, CLINIC)], "t", "d")
    assert sorted(n.kind for n in drawn.nodes) == ["account"] * 4 + ["body", "body", "hop"]
    assert len(drawn.edges) == 5


def test_boxes_do_not_overlap_and_stand_inside_the_picture():
    drawn = draw(
        [leaf(n, *path) for n, path in enumerate([(WIRE, OFFICE), (OFFICE,), (CLINIC,), (WIRE, OFFICE), (WIRE, CLINIC)])], "t", "d"
    )
    for n in drawn.nodes:
        assert 0 <= n.x <= drawn.width - n.width and 0 <= n.y <= drawn.height - n.height
    for a, b in itertools.combinations(drawn.nodes, 2):
        assert a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y, (a, b)


def test_long_labels_are_cut_in_the_box_and_whole_in_its_title():
    node = next(n for n in draw([leaf(1, CLINIC)], "t", "d").nodes if n.kind == "body")
    assert node.text.endswith("…") and node.full == CLINIC.label


def test_a_box_is_as_wide_as_its_label_within_bounds():
    office = Stop("o1", "Ministry of Harbours and Tides", "body")
    drawn = draw([leaf(1, WIRE, office)], "t", "d")
    assert next(n for n in drawn.nodes if n.kind == "body").text == office.label
    many = draw([leaf(1, *(Stop(f"hop:{n}", "W" * 60, "hop") for n in range(5)), CLINIC)], "t", "d")
    assert max(n.width for n in many.nodes) < next(n for n in draw([leaf(1, CLINIC)], "t", "d").nodes if n.kind == "body").width


def test_nothing_to_draw():
    assert draw([], "t", "d").nodes == ()
