"""Taking from a process what reading a file does not need: network, other programs, other files, time and memory (Linux).

Landlock (kernel 5.13 and later) closes the file system, seccomp allows only the listed system calls, rlimits bound the rest. Both
are called through libc: the packages for them are unfinished. Where the kernel lacks one, `missing` says so, and reading goes on.
"""

from __future__ import annotations

import ctypes
import math
import os
import platform
import resource
import struct
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from probanda.read.limits import Limits

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_LANDLOCK_VERSION, _PATH_BENEATH = 1, 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
# Rights over files that each version of Landlock knows (linux/landlock.h): refer came with 2, truncate with 3, ioctl with 5.
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_EPERM, _ALLOW, _ERRNO, _KILL = 1, 0x7FFF0000, 0x00050000, 0x80000000
_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# What computing needs, by name: number on x86_64, number on aarch64 (-1: not there). Opening is allowed for reading alone.
_CALLS = {
    "read": (0, 63), "write": (1, 64), "close": (3, 57), "fstat": (5, 80), "lseek": (8, 62), "mmap": (9, 222),
    "mprotect": (10, 226),
    "munmap": (11, 215), "brk": (12, 214), "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "pread64": (17, 67), "readv": (19, 65), "writev": (20, 66), "mremap": (25, 216), "madvise": (28, 233), "dup": (32, 23),
    "nanosleep": (35, 101), "getpid": (39, 172), "exit": (60, 93), "uname": (63, 160), "fcntl": (72, 25), "getcwd": (79, 17),
    "readlink": (89, -1), "stat": (4, -1), "lstat": (6, -1), "access": (21, -1), "readlinkat": (267, 78), "getrusage": (98, 165),
    "sysinfo": (99, 179), "times": (100, 153), "getuid": (102, 174), "getgid": (104, 176), "geteuid": (107, 175),
    "getegid": (108, 177), "sigaltstack": (131, 132), "gettid": (186, 178), "futex": (202, 98), "sched_getaffinity": (204, 123),
    "getdents64": (217, 61), "clock_gettime": (228, 113), "clock_getres": (229, 114), "clock_nanosleep": (230, 115),
    "exit_group": (231, 94), "newfstatat": (262, 79), "faccessat": (269, 48), "getrandom": (318, 278), "statx": (332, 291),
    "faccessat2": (439, 439), "rseq": (334, 293), "membarrier": (324, 283), "sched_yield": (24, 124), "getppid": (110, 173),
    "ioctl": (16, 29), "getrlimit": (97, 163), "setrlimit": (160, 164), "prlimit64": (302, 261),
}  # fmt: skip
_OPENAT = {"x86_64": 257, "aarch64": 56}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def close_files(readable: Iterable[Path] = ()) -> str:
    """Close the file system to this process and those it forks, but for reading the interpreter's own folders.

    Returns what is missing, "" when all is in force. Call once, before any untrusted byte is seen.
    """
    version = _call(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION)
    if version < 1:
        return "Landlock"
    rights = (1 << _RIGHTS.get(min(version, 5), 16)) - 1
    network = 3 if version >= 4 else 0
    rules = _call(_LANDLOCK_CREATE, struct.pack("QQ", rights, network), 16 if version >= 4 else 8, 0)
    if rules < 0:
        return "Landlock"
    for folder in (*_interpreter(), *readable):
        _allow(rules, folder)
    _no_new_privileges()
    done = _call(_LANDLOCK_RESTRICT, rules, 0)
    os.close(rules)
    return "" if done == 0 else "Landlock"


def filter_calls() -> str:
    """Allow this process only the system calls that computing needs; all others fail with EPERM. Returns what is missing."""
    machine = platform.machine()
    if machine not in _ARCHITECTURE:
        return "seccomp"
    program = _program(machine)
    code = ctypes.create_string_buffer(b"".join(program))
    # struct sock_fprog: number of instructions, pointer to them.
    filter_ = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program), ctypes.addressof(code)))
    _no_new_privileges()
    done = _libc().prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.c_void_p(ctypes.addressof(filter_)), 0, 0)
    return "" if done == 0 else "seccomp"


def bound(limits: Limits) -> None:
    """Bound time, memory, file size and open files of this process. No core is ever dumped: it would hold evidence."""
    for what, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, limits.answer),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_AS, limits.memory),
    ):
        resource.setrlimit(what, (value, value))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, math.ceil(limits.cpu + limits.pages * limits.page) + 1))


def grant(limits: Limits, *, pages: int) -> None:
    """More time for a file of which so many pages have been read. Does nothing where time is not bounded."""
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = int(limits.cpu + pages * limits.page)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_CPU, (min(wanted, hard), hard))


def _program(machine: str) -> list[bytes]:
    """The filter in classic BPF (linux/filter.h): instruction, jumps if true and if false, operand."""
    column = list(_ARCHITECTURE).index(machine)
    numbers = [call[column] for call in _CALLS.values() if call[column] >= 0]
    head = [
        _instruction(0x20, 4),  # load the architecture
        _instruction(0x15, _ARCHITECTURE[machine], true=1),
        _instruction(0x06, _KILL),
        _instruction(0x20, 0),  # load the number of the call
        _instruction(0x15, _OPENAT[machine], true=0, false=3),
        _instruction(0x20, 32),  # openat: load the low half of its third argument, the flags
        _instruction(0x45, _WRITING, true=len(numbers) + 1, false=len(numbers) + 2),
        _instruction(0x06, _KILL),  # never reached
    ]
    each = [_instruction(0x15, number, true=len(numbers) - i) for i, number in enumerate(numbers)]
    return [*head, *each, _instruction(0x06, _ERRNO | _EPERM), _instruction(0x06, _ALLOW)]


def _instruction(code: int, operand: int, *, true: int = 0, false: int = 0) -> bytes:
    return struct.pack("HBBI", code, true, false, operand)


def _interpreter() -> list[Path]:
    """Where Python and its packages lie: modules that are imported only when needed must still be found."""
    paths = sysconfig.get_paths()
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    return [Path(paths[name]) for name in names] + [Path(__file__).parents[1]]


def _allow(rules: int, folder: Path) -> None:
    try:
        place = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    _call(_LANDLOCK_ADD, rules, _PATH_BENEATH, struct.pack("=Qi", _READ_FILE | _READ_DIR, place), 0)
    os.close(place)


def _no_new_privileges() -> None:
    _libc().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _call(number: int, *arguments: int | bytes | None) -> int:
    """A system call by number; -1 where the kernel or this system has none such."""
    converted = [ctypes.c_long(a) if isinstance(a, int) else ctypes.c_char_p(a) for a in arguments]
    return int(_libc().syscall(ctypes.c_long(number), *converted)) if platform.system() == "Linux" else -1


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
