from tests.endure.counts import Count, count, show


def test_what_is_missing_is_lost_and_what_is_there_twice_or_unasked_is_doubled() -> None:
    assert count("mails", 3, wanted="abc", found="cab") == Count("mails", 3, wanted=3, lost=0, doubled=0)
    assert count("mails", 3, wanted="abc", found="aabx") == Count("mails", 3, wanted=3, lost=1, doubled=2)


def test_a_run_is_whole_only_where_nothing_is_lost_and_nothing_doubled() -> None:
    wholes = [Count("mails", 1, 9, lost, doubled).is_whole for lost, doubled in ((0, 0), (1, 0), (0, 1))]
    assert wholes == [True, False, False]


def test_each_count_is_a_line_with_its_seconds() -> None:
    heading, line = show([(Count("mails", 13, 250, 0, 0, "2 again"), 61.7)]).splitlines()
    assert heading.split("  ")[0] == "what"
    assert line.split() == ["mails", "13", "250", "0", "0", "62", "2", "again"]
