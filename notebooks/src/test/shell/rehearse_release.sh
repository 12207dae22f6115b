#!/usr/bin/env bash
# Makes what a release publishes from the last commit, without publishing it, and runs a cell with
# the kernel of the zip and with that of the wheel, each in an environment of its own.
#
#   rehearse_release.sh REPOSITORY FOLDER
#
# FOLDER gets packages/, the zip and the wheel, central.txt, the files for Maven Central, and
# report.json. Needs a JDK, Maven, GnuPG and Python 3.9 or newer, and once a network.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$1" && pwd)
mkdir -p "$2"
folder=$(cd "$2" && pwd)
work=$(mktemp -d)
trap 'gpgconf --homedir "$work/keys" --kill all || true; rm -rf "$work"' EXIT

gpg() { # with keys that nobody has seen, and nobody will
  command gpg --homedir "$work/keys" --batch --quiet --pinentry-mode loopback --passphrase trial "$@"
}
mkdir -m 700 "$work/keys"
gpg --quick-generate-key "Rehearsal <rehearsal@example.org>" rsa3072 sign 1d

git clone --quiet "$repository" "$work/source"
cd "$work/source"
# As the version of a tag: of any other nothing is bundled for Maven Central.
git ls-files '*pom.xml' | xargs sed -i.bak 's:-SNAPSHOT</version>:</version>:'
MAVEN_GPG_KEY=$(gpg --armor --export-secret-keys) MAVEN_GPG_PASSPHRASE=trial \
  mvn -q -B -Dbare -Prelease -DskipUpload -Dmaven.install.skip -Dstyle.color=never deploy \
  > "$folder/build.log" 2>&1
version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' pom.xml)
jar tf target/central-publishing/central-bundle.zip |
  sed "/\/\$/d; /\.md5\$/d; /\.sha[0-9]*\$/d; s:.*/::; s:-$version::" > "$folder/central.txt"

python3 -m venv "$work/wheel"
pip() { "$work/wheel/bin/python" -m pip "$@" --quiet --retries 0 --disable-pip-version-check; }
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) pip wheel --no-deps --wheel-dir "$work" \
  kernel/target/episode-kernel-*-wheel
pip install jupyter_client "$work"/episode_kernel-*.whl

rm -rf "$folder/packages"
mkdir "$folder/packages"
cp kernel/target/episode-kernel-*-kernelspec.zip "$work"/episode_kernel-*.whl "$folder/packages"

# The zip, as its README.txt says: copied by Jupyter, and made to start with one JDK.
python3 -m zipfile -e kernel/target/episode-kernel-*-kernelspec.zip "$work"
"$work/wheel/bin/jupyter" kernelspec install --log-level WARN --prefix "$work/zip" "$work/episode"
home=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
flags=(@flags)
grep -q '^JAVA_VERSION="\(1[0-9]\|2[0-3]\)\.' "$home/release" || flags+=(@flags-24)
(cd "$work/episode" &&
  "$home/bin/java" "${flags[@]}" -jar episode.jar kernel install --prefix "$work/jar" >&2)

cell() { # runs one in the kernel of a prefix, and in that of the wheel where none is named
  JUPYTER_PATH=${1:+$1/share/jupyter} JUPYTER_DATA_DIR=$work/data \
    "$work/wheel/bin/python" "$here/../python/one_cell.py"
}
printf '[%s, %s, %s]\n' "$(cell)" "$(cell "$work/zip")" "$(cell "$work/jar")" > "$folder/report.json"
