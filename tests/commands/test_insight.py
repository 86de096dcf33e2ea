"""What goes before pain and spasms, asked from the command line."""

import io
import json
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from posture_app import cli
from posture_app.coach.factors import Factor
from posture_app.journal.associations import findings
from posture_app.journal.day_table_file import MOST_FACTORS, read_day_table
from posture_app.journal.entries import CheckIn, Spasm
from posture_app.store.database import open_database
from posture_app.store.entries import Entries

KEYS = ["factor", "outcome", "effect", "low", "high", "days_with", "days_without", "p", "q", "said"]
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def lines(days=60, rise=2):
    """A table of days, in which stress raises the pain of the next day; sleep is only answered."""
    made = ["date,pain,spasm,stress,sleep_hours"]
    before = 0
    for number in range(days):
        stress = number * 7 % 11 % 2
        pain = 3 + rise * before + number * 5 % 7 // 4
        day = (NOON + timedelta(days=number)).date()
        made.append(f"{day},{pain},0,{stress},{6 + number * 3 % 5 / 2}")
        before = stress
    return made


@pytest.fixture
def ask(tmp_path, capsys):
    """Ask with a table; returns the exit code, what is said and what is wrong."""

    def asked(table, *words):
        path = tmp_path / "days.csv"
        path.write_bytes(table if isinstance(table, bytes) else "\n".join(table).encode())
        code = cli.main(["insight", "--days", str(path), *words])
        told = capsys.readouterr()
        return code, told.out, told.err.replace(str(path), "days.csv").splitlines()

    return asked


def test_the_findings_are_printed_as_json(ask):
    code, said, wrong = ask(lines(), "--json")
    assert (code, wrong) == (0, [])
    found = json.loads(said)
    assert [list(one) for one in found] == [KEYS] * 4
    assert [(one["factor"], one["outcome"]) for one in found] == [
        ("stress", "pain_next_day"),
        ("stress", "spasm_within_three_days"),
        ("sleep_hours", "pain_next_day"),
        ("sleep_hours", "spasm_within_three_days"),
    ]
    stress, spasms, sleep, _ = found
    assert stress["said"] is True
    assert stress["low"] < stress["effect"] < stress["high"]
    assert stress["effect"] == pytest.approx(2, abs=0.3)
    assert stress["days_with"] + stress["days_without"] == 59
    assert sleep["said"] is False
    assert [spasms[key] for key in ("effect", "low", "high", "p", "q")] == [None] * 5


def test_a_person_reads_sentences(ask):
    code, said, wrong = ask(lines())
    assert (code, wrong) == (0, [])
    first, cause, *missing = said.splitlines()
    assert first.startswith("After days with stress your pain on the next day was about 2")
    assert first.endswith("Very sure.")
    assert cause == "What goes before need not be the cause."
    assert missing[0] == (
        "Stress and spasms: it takes 10 more days with a spasm before anything can be said."
    )


def test_days_may_stand_in_any_order_and_miss(ask):
    head, *days = lines()
    assert ask([head, *reversed(days)], "--json") == ask([head, *days], "--json")
    del days[20:23]
    code, said, wrong = ask([head, *days], "--json")
    assert (code, wrong) == (0, [])
    assert json.loads(said)[0]["said"] is True


def test_a_table_of_excel_and_one_with_columns_elsewhere_are_read(ask):
    text = "\ufeffstress, spasm ,pain,date\r\n1,0,3.5,2026-01-05\r\n,,,\r\n,1,,2026-01-07\r\n"
    code, said, wrong = ask(text.encode(), "--json")
    assert (code, wrong) == (0, [])
    assert [one["said"] for one in json.loads(said)] == [False, False]


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        ("", "is empty; expected a table that begins with date,pain,spasm"),
        ("date,pain,spasm", "holds no days; expected a line for each day"),
        ("day,pain,spasm\n", 'line 1: there is no column "date"; expected date,pain,spasm and the'),
        ("date,pain,spasm,a,a\n", 'line 1, column 5: "a" stands twice; expected it once'),
        ("date,pain,spasm,\n", "line 1, column 4: has no name"),
        (f"date,pain,spasm,{'x' * 101}\n", "line 1, column 4: its name is longer than 100"),
        (f"date,pain,spasm{',f' * (MOST_FACTORS + 1)}\n", "line 1: has 54 columns"),
        ("date,pain,spasm\n2026-02-30,1,0", "line 2, column “date”: got “2026-02-30”"),
        ("date,pain,spasm\n20260203,1,0", "line 2, column “date”: got “20260203”"),
        ("date,pain,spasm\n,1,0", "line 2, column “date”: got “”; expected a date"),
        ("date,pain,spasm\n2026-02-03,11,0", "line 2, column “pain”: got “11”; expected a number"),
        ("date,pain,spasm\n2026-02-03,-1,0", "line 2, column “pain”: got “-1”"),
        ("date,pain,spasm\n2026-02-03,nan,0", "line 2, column “pain”: got “nan”"),
        ("date,pain,spasm\n2026-02-03,3,yes", "line 2, column “spasm”: got “yes”; expected 0 or 1"),
        ("date,pain,spasm\n2026-02-03,3,2", "line 2, column “spasm”: got “2”; expected 0 or 1"),
        ("date,pain,spasm,a\n2026-02-03,3,,inf", "line 2, column “a”: got “inf”; expected a num"),
        ("date,pain,spasm,a\n2026-02-03,3,,1e400", "line 2, column “a”: got “1e400”"),
        ("date,pain,spasm,a\n2026-02-03,3,,٣", "line 2, column “a”: got “٣”"),
        ("date,pain,spasm,a\n2026-02-03,3,,1_0", "line 2, column “a”: got “1_0”"),
        ("date,pain,spasm\n2026-02-03,3", "line 2: has 2 fields; expected 3"),
        ("date,pain,spasm\n2026-02-03,3,0\n2026-02-03,4,0", "line 3, column “date”: 2026-02-03 st"),
        ('date,pain,spasm\n2026-02-03,"3"x,0', "line 2: cannot be read as a table; check the"),
        ("date,pain,spasm\n0001-01-01,3,0\n9999-01-01,3,0", "goes from 0001-01-01 to 9999-01-01"),
        (b"date,pain,spasm\n2026-02-03,\xff,0", "is not UTF-8 text (byte 28)"),
        (b"date,pain,spasm\n" + b"," * 10_000_000, "is 10 MB; expected at most 10 MB"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_table_is_named_with_its_place(ask, table, wrong):
    code, said, [told] = ask(table if isinstance(table, bytes) else [table], "--json")
    assert (code, said) == (1, "")
    assert told.startswith((f"days.csv {wrong}", f"days.csv: {wrong}"))


def test_everything_that_is_wrong_is_named_a_line_each(ask):
    head, *days = lines()
    days[3] = "2026-01-08,12,2,a lot,"
    code, _, wrong = ask([head, *days])
    assert code == 1
    assert [line.split(": ")[1] for line in wrong] == [
        "line 5, column “pain”",
        "line 5, column “spasm”",
        "line 5, column “stress”",
    ]


def test_of_a_thousand_faults_a_hundred_are_told(ask):
    _, _, wrong = ask(["date,pain,spasm", *["x,3,0"] * 1000])
    assert len(wrong) == 101
    assert wrong[-1].endswith("has 900 more problems")


def test_a_table_of_more_lines_than_days_is_not_read_to_its_end(ask):
    _, _, wrong = ask(["date,pain,spasm", *["x,3,0"] * 40_000])
    assert wrong[-1].endswith("has 36426 more problems")


def test_what_a_terminal_would_obey_is_not_printed_as_it_is(ask):
    _, _, [wrong] = ask(["date,pain,spasm,a\x1b[31m", "2026-02-03,3,0,x\x1b[31m"])
    assert "\x1b" not in wrong


def test_a_table_that_is_not_there_gets_a_sentence_and_1(tmp_path, capsys):
    assert cli.main(["insight", "--days", str(tmp_path / "none.csv")]) == 1
    assert "does not exist" in capsys.readouterr().err
    assert cli.main(["insight", "--days", str(tmp_path)]) == 1
    assert "is a folder" in capsys.readouterr().err


def test_a_table_may_come_by_standard_input(monkeypatch, capsys):
    class Piped:
        buffer = io.BytesIO("\n".join(lines()).encode())

    monkeypatch.setattr("sys.stdin", Piped)
    assert cli.main(["insight", "--days", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["said"] is True


@pytest.fixture
def folder(tmp_path):
    """A data folder whose journal has the days of `lines`, with spasms after stress."""
    path = tmp_path / "journal.db"
    with closing(open_database(path)) as database:
        entries = Entries(database)
        before = 0
        for number in range(60):
            at = NOON + timedelta(days=number)
            stress = number * 7 % 11 % 2
            pain = 3 + 2 * before + number * 5 % 7 // 4
            levels = ((Factor.STRESS, 2 * stress),)
            check_in = CheckIn(
                id=f"check-in-{number}",
                at=at,
                time_zone="UTC",
                edited_at=at,
                now=pain,
                factors=levels,
            )
            entries.save(check_in)
            if number in {9, 40}:
                spasm = Spasm(
                    id=f"spasm-{number}", began_at=at, time_zone="UTC", edited_at=at, strength=5
                )
                entries.save(spasm)
            before = stress
    return tmp_path


def test_the_journal_is_looked_at_without_a_table(folder, capsys):
    assert cli.main(["--data-dir", str(folder), "insight", "--json"]) == 0
    found = {(one["factor"], one["outcome"]): one for one in json.loads(capsys.readouterr().out)}
    assert {factor for factor, _ in found} == {"stress", "sessions"}
    assert found["stress", "pain_next_day"]["said"] is True
    assert found["sessions", "pain_next_day"]["days_with"] == 0


def test_an_empty_journal_says_so(tmp_path, capsys):
    assert cli.main(["--data-dir", str(tmp_path), "insight"]) == 0
    assert capsys.readouterr().out == "There are no days to compare yet.\n"
    assert cli.main(["--data-dir", str(tmp_path), "insight", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_the_order_of_the_columns_changes_no_finding(tmp_path):
    path = tmp_path / "days.csv"
    path.write_text("\n".join(lines()))
    table = read_day_table(path)
    turned = replace(table, factors=table.factors[::-1])
    once, again = findings(table), findings(turned)
    assert once is not None
    assert again is not None
    assert sorted(once, key=repr) == sorted(again, key=repr)


def test_other_verbs_do_without_numpy_and_the_schema_library():
    script = (
        "import sys; from posture_app.cli import parser; parser(); "
        "print([name for name in ('numpy', 'pydantic', 'posture_app.journal.associations', "
        "'posture_app.journal.day_table_file') if name in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    assert out.strip() == "[]"
