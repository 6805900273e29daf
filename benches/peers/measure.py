"""What the measurements share: a command's time, and figures beside what is wanted of them."""
import os
import statistics
import time

QUIET = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]


def start(command):
    return os.posix_spawnp(command[0], command, os.environ, file_actions=QUIET)


def succeed(command, status):
    if status:
        raise SystemExit(f"{' '.join(command)}: exit code {os.waitstatus_to_exitcode(status)}")


def seconds(command):
    """Of the whole process, from its start to its end; its output is thrown away."""
    begin = time.perf_counter()
    _, status = os.waitpid(start(command), 0)
    end = time.perf_counter()
    succeed(command, status)
    return end - begin


class Figures:
    """Prints a figure a line: the median of its values, their extremes, what is wanted; counts those that miss."""

    def __init__(self):
        self.missed = 0

    def tell(self, what, values, unit="", at_most=None, at_least=None):
        median = statistics.median(values)
        line = f"{what:48} {median:9.3f} {unit:2} ({min(values):.3f} to {max(values):.3f})"
        for word, limit, misses in [("at most", at_most, at_most is not None and median > at_most),
                                    ("at least", at_least, at_least is not None and median < at_least)]:
            if limit is not None:
                line += f", wanted {word} {limit}{': MISSED' if misses else ''}"
            self.missed += misses
        print(line, flush=True)
