"""Numbers of the kernel's calls on each processor, and which of them no model needs.

From the kernel's own headers, ``<asm/unistd_64.h>`` and ``<asm-generic/unistd.h>``. From 424 on,
numbers are the same everywhere.
"""

from __future__ import annotations

import platform
from typing import NamedTuple

MACHINES = ("x86_64", "aarch64")
ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # AUDIT_ARCH_… of <linux/audit.h>

LAST_KNOWN = 462
"""Of the numbers above nobody has looked at what they do: this is ``mseal`` of Linux 6.10."""

_FORBIDDEN = """
    # start programs, leave the group
    fork 57 -             vfork 58 -              execve 59 221           execveat 322 281
    setpgid 109 154       setsid 112 157
    # reach into other processes
    ptrace 101 117        process_vm_readv 310 270                        process_vm_writev 311 271
    kcmp 312 272          process_madvise 440 440 process_mrelease 448 448
    pidfd_open 434 434    pidfd_getfd 438 438     pidfd_send_signal 424 424
    rt_sigqueueinfo 129 138                       rt_tgsigqueueinfo 297 240
    tkill 200 130         migrate_pages 256 238   move_pages 279 239
    # have a larger share of the machine
    sched_setaffinity 203 122                     sched_setscheduler 144 119
    sched_setparam 142 118                        sched_setattr 314 274   ioprio_set 251 30
    # talk to others
    socket 41 198         connect 42 203          bind 49 200             listen 50 201
    accept 43 202         accept4 288 242         sendmmsg 307 269
    # share memory that no limit counts
    memfd_create 319 279  memfd_secret 447 447    userfaultfd 323 282
    shmget 29 194         shmat 30 196            shmctl 31 195           shmdt 67 197
    semget 64 190         semop 65 193            semctl 66 191           semtimedop 220 192
    msgget 68 186         msgsnd 69 189           msgrcv 70 188           msgctl 71 187
    mq_open 240 180       mq_unlink 241 181       mq_timedsend 242 182    mq_timedreceive 243 183
    mq_notify 244 184     mq_getsetattr 245 185
    # change files that may only be read: Landlock leaves these open
    truncate 76 45        chmod 90 -              fchmod 91 52            fchmodat 268 53
    fchmodat2 452 452     chown 92 -              fchown 93 55            lchown 94 -
    fchownat 260 54       setxattr 188 5          lsetxattr 189 6         fsetxattr 190 7
    removexattr 197 14    lremovexattr 198 15     fremovexattr 199 16     utime 132 -
    utimes 235 -          utimensat 280 88        futimesat 261 -         mknod 133 -
    mknodat 259 33        inotify_init 253 -      inotify_init1 294 26    inotify_add_watch 254 27
    fanotify_init 300 262 fanotify_mark 301 263   name_to_handle_at 303 264
    open_by_handle_at 304 265
    # move the walls
    mount 165 40          umount2 166 39          pivot_root 155 41       chroot 161 51
    open_tree 428 428     move_mount 429 429      fsopen 430 430          fsconfig 431 431
    fsmount 432 432       fspick 433 433          mount_setattr 442 442   unshare 272 97
    setns 308 268         personality 135 92
    # be somebody else
    setuid 105 146        setgid 106 144          setreuid 113 145        setregid 114 143
    setresuid 117 147     setresgid 119 149       setfsuid 122 151        setfsgid 123 152
    setgroups 116 159     capset 126 91
    # the kernel and the machine
    io_uring_setup 425 425                        io_uring_enter 426 426
    io_uring_register 427 427                     bpf 321 280             perf_event_open 298 241
    keyctl 250 219        add_key 248 217         request_key 249 218     init_module 175 105
    finit_module 313 273  delete_module 176 106   kexec_load 246 104      kexec_file_load 320 294
    syslog 103 116        quotactl 179 60         quotactl_fd 443 443     acct 163 89
    reboot 169 142        swapon 167 224          swapoff 168 225         modify_ldt 154 -
    iopl 172 -            ioperm 173 -            lookup_dcookie 212 18   nfsservctl 180 42
    uselib 134 -          ustat 136 -             sysfs 139 -             vhangup 153 58
    settimeofday 164 170  clock_settime 227 112   adjtimex 159 171        clock_adjtime 305 266
    sethostname 170 161   setdomainname 171 162
"""
_CONDITIONAL = """
    clone 56 220          kill 62 129             tgkill 234 131          rt_sigaction 13 134
    prlimit64 302 261     setpriority 141 140     socketpair 53 199
    ioctl 16 29           fcntl 72 25             prctl 157 167
    clone3 435 435        seccomp 317 277
"""


class Syscalls(NamedTuple):
    """The calls of this machine's kernel.

    ``forbidden`` has the numbers of calls that no model needs; ``number`` those of calls that are
    allowed on conditions, by name.
    """

    architecture: int
    forbidden: tuple[int, ...]
    number: dict[str, int]


def syscalls(machine: str | None = None) -> Syscalls | None:
    """Return the calls of a processor, this machine's if none is named; None if not known."""
    machine = machine or platform.machine()
    if machine not in MACHINES:
        return None
    column = MACHINES.index(machine)
    return Syscalls(
        ARCHITECTURE[machine],
        tuple(_column(_FORBIDDEN, column).values()),
        _column(_CONDITIONAL, column),
    )


def _column(table: str, column: int) -> dict[str, int]:
    words = [
        word
        for line in table.splitlines()
        if not line.lstrip().startswith("#")
        for word in line.split()
    ]
    rows = zip(words[::3], words[1::3], words[2::3], strict=True)
    return {name: int(numbers[column]) for name, *numbers in rows if numbers[column] != "-"}
