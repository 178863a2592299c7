# shellcheck shell=sh
# Finds a JDK that nodectl can be built with and run on, without starting one. Sourced by every launcher.

# is_new_enough FOLDER
is_new_enough() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='="' read -r key _ version _; do
    if [ "$key" = JAVA_VERSION ]; then
      [ "${version%%[!0-9]*}" -ge 25 ]
      return
    fi
  done <"$1/release"
  return 1
}

# find_java [FOLDER...]: sets java_home to the first that fits of the folders given, JAVA_HOME, PATH and the usual places.
find_java() {
  java_on_path=$(command -v java || true)
  [ -z "$java_on_path" ] || java_on_path=$(readlink -f -- "$java_on_path")
  for java_home in "$@" "${JAVA_HOME:-}" "${java_on_path%/bin/java}" \
    /usr/lib/jvm/* /usr/java/* /usr/local/*jdk* /opt/*jdk* /opt/java/* /opt/*/*jdk* \
    "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/*; do
    if is_new_enough "$java_home"; then return 0; fi
  done
  cat >&2 <<'EOF'
nodectl: no JDK 25 found. Looked at JAVA_HOME, at java on PATH, and in /usr/lib/jvm, /usr/java, /usr/local, /opt, ~/.sdkman and ~/.jdks.
Get one from your system's packages (such as openjdk-25-jdk or temurin-25-jdk), or with `sdk install java 25-tem`;
if you have one elsewhere, set JAVA_HOME to its folder.
EOF
  return 1
}
