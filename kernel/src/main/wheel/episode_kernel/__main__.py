"""Becomes the kernel that lies beside this file, on a JDK of this machine.

Jupyter calls ``python -m episode_kernel CONNECTION_FILE``.
"""

import glob
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PLACES = [
    os.path.join(sys.prefix, "lib", "jvm"),  # where conda puts it
    "/usr/lib/jvm/*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    os.path.expanduser("~/.sdkman/candidates/java/*"),
    r"C:\Program Files\*\jdk*",
]


def candidates():
    """Yields homes of Java, those that somebody chose before those that just lie there."""
    if os.environ.get("JAVA_HOME"):
        yield os.environ["JAVA_HOME"]
    for command in ("java", "javac"):
        found = shutil.which(command)
        if found:
            yield os.path.dirname(os.path.dirname(os.path.realpath(found)))
    if sys.platform == "darwin":  # the java on the PATH is a stub there
        asked = subprocess.run(["/usr/libexec/java_home"], capture_output=True, text=True)
        yield asked.stdout.strip()
    for place in PLACES:
        yield from sorted(glob.glob(place), reverse=True)


def version(home):
    """Returns the version of a JDK, and 0 where there is none that has a compiler."""
    try:
        with open(os.path.join(home, "release"), encoding="utf-8") as release:
            found = re.search(r'^JAVA_VERSION="?(\d+)', release.read(), re.MULTILINE)
    except OSError:
        return 0
    return int(found.group(1)) if found and shutil.which("javac", path=home + "/bin") else 0


def command(arguments):
    """Returns the command line of the kernel; ends this process where there is no JDK."""
    for home in candidates():
        number = version(home)
        if number >= 17:
            names = ["flags"] if number < 24 else ["flags", "flags-24"]
            flags = ["@" + os.path.join(HERE, name) for name in names]
            jar = os.path.join(HERE, "episode.jar")
            java = shutil.which("java", path=os.path.join(home, "bin"))
            return [java, *flags, "-cp", jar, "episode.kernel.KernelMain", *arguments]
    sys.exit("episode: no JDK found, 17 or newer; install one, or set JAVA_HOME to its folder")


def main():
    line = command(sys.argv[1:])
    if os.name == "nt":  # where nothing can become another program
        sys.exit(subprocess.call(line))
    os.execv(line[0], line)


if __name__ == "__main__":
    main()
