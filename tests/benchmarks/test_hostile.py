import json

from benchmarks.hostile import main


def test_each_file_is_read_as_every_format_and_measured(tmp_path, capsys):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "b.txt").write_bytes(b"Nine men were shot.")
    assert main(["--data", str(tmp_path)]) == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (figures["files"], figures["uncaught"], figures["stopped"]) == (2, 0, 0)
    assert figures["attempts"] == figures["text"] + figures["refused"] > 8
    assert 0 < figures["worst_seconds"] < 10


def test_a_generator_beside_the_files_is_run_first(tmp_path, capsys):
    (tmp_path / "generate.py").write_text("import sys; open(sys.argv[1] + '/made.txt', 'w').write('words')")
    assert main(["--data", str(tmp_path), "--once"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["text"] == 1
