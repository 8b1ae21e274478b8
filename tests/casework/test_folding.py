from app.casework.folding import fold


def test_marks_case_and_blanks_do_not_count() -> None:
    assert fold("  Đỗ Thị  HƯỜNG ") == "do thi huong"


def test_composed_and_decomposed_letters_fold_alike() -> None:
    assert fold("Thủy điện") == fold("Thủy điện") == "thuy dien"


def test_names_of_the_highlands_keep_their_signs() -> None:
    assert fold("Siu H'Lan") == "siu h'lan"
    assert fold("Rơ Châm Hơ") == "ro cham ho"
