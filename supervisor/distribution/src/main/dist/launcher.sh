#!/bin/sh
# Runs @NAME@ on the JDK that its AOT cache was made with, or, if that is gone, on any other that fits.
set -eu
self=$(readlink -f -- "$0")
dist=${self%/bin/*}
read -r trained_with <"$dist/java-home"
# shellcheck source=find-java.sh
. "$dist/bin/find-java.sh"
find_java "$trained_with"
exec "$java_home/bin/java" "@$dist/jvm.options" "-XX:AOTCache=$dist/nodectl.aot" "-Dnodectl.dist=$dist" \
  -cp "$dist/lib/nodectl.jar" @MAIN@ "$@"
