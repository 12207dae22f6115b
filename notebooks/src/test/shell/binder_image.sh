#!/usr/bin/env bash
# Does with binder/ what repo2docker does, in a clean root file system instead of a container image,
# and then asks the server that it starts. Needs root, Linux and debootstrap. The result is three
# files in a folder: build.log, server.log and report.json.
#
#   binder_image.sh REPOSITORY WHEELS FOLDER
#
# WHEELS holds what requirements.txt lists, for Python 3.11. From the surroundings the root gets
# names of hosts, certificates and Maven's settings. BINDER_ROOT names a root to keep: its packages
# are there at the next call.
set -euo pipefail

repository=$1 wheels=$2 folder=$3
root=${BINDER_ROOT:-$(mktemp -d "${TMPDIR:-/var/tmp}/binder.XXXXXX")}
[ -n "${BINDER_ROOT:-}" ] || trap 'rm -rf --one-file-system "$root"' EXIT
mkdir -p "$root" "$folder"
chmod 755 "$root" # mktemp lets nobody else in
log=$folder/build.log
: > "$log"

inside() { # a command in the root; whatever it starts and mounts is gone when it ends
  # shellcheck disable=SC2016 # for the shell in there
  unshare --mount --pid --fork --kill-child "${isolation[@]}" sh -ec '
    root=$1; shift
    mount -t proc proc "$root/proc"
    chroot "$root" ip link set lo up
    exec chroot "$root" "$@"' sh "$root" "$@"
}

as_user() { # a command as repo2docker runs it, in the repository, which is the home as well
  inside chroot --userspec=1000:1000 --groups= / env -i HOME=/home/jovyan USER=jovyan LANG=C.UTF-8 \
    PATH=/srv/venv/bin:/usr/local/bin:/usr/bin:/bin sh -ec 'cd; exec "$@"' sh "$@"
}

system() { # a minimal system with what repo2docker's images have, then the packages of apt.txt
  local wanted
  wanted=$(cksum < "$repository/binder/apt.txt")
  [ "$(cat "$root/srv/packages" 2>/dev/null)" != "$wanted" ] || return 0
  debootstrap --variant=minbase --include=ca-certificates,git,iproute2,python3-venv bookworm "$root"
  surroundings
  inside apt-get update
  # shellcheck disable=SC2046 # one word for each package
  inside apt-get install --yes --no-install-recommends $(sed 's/#.*//' "$repository/binder/apt.txt")
  inside useradd --create-home --uid 1000 --shell /bin/bash jovyan
  echo "$wanted" > "$root/srv/packages"
}

surroundings() {
  local file
  for file in /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt \
    /etc/ssl/certs/java/cacerts; do
    [ ! -f "$file" ] || install -D -m 644 "$file" "$root$file"
  done
}

image() {
  surroundings
  rm -rf "$root/home/jovyan" "$root/srv/venv" "$root/srv/wheels"
  cp -R "$wheels" "$root/srv/wheels"
  git clone --quiet --no-hardlinks "$repository" "$root/home/jovyan"
  [ ! -f ~/.m2/settings.xml ] ||
    install -D -m 644 ~/.m2/settings.xml "$root/home/jovyan/.m2/settings.xml"
  inside chown -R 1000:1000 /home/jovyan
  inside python3 -m venv /srv/venv
  inside /srv/venv/bin/pip install --quiet --no-index --find-links /srv/wheels \
    --requirement /home/jovyan/binder/requirements.txt
  as_user binder/postBuild
}

isolation=()
{ system && image; } >> "$log" 2>&1

install -m 644 "$(dirname "$0")/../python/binder_client.py" "$root/srv/binder_client.py"
: > "$folder/server.log"
isolation=(--net)
as_user python /srv/binder_client.py > "$folder/report.json" 2> "$folder/server.log"
