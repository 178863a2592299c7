#!/bin/sh
# Runs @NAME@ on the JDK that its AOT cache was made with, or, if that is gone, on any other that fits.
set -eu
self=$(readlink -f -- "$0")
dist=${self%/bin/*}
read -r trained_with <"$dist/java-home"
# shellcheck source=find-java.sh
. "$dist/bin/find-java.sh"
find_java "$trained_with"
name=@NAME@
case "$name ${1:-}" in
  'nodectl nodes' | 'nodectl actors' | 'nodectl jobs' | 'nodectl kv' | 'nodectl pgs' | \
    'nodectl resources' | 'nodectl drain' | 'nodectl run' | 'nodectl worker' | 'nodectl workers' | \
    'nodectl context' | 'nodectl runtime-envs') cache=cluster ;;
  'nodectl '*) cache=node ;;
  *) cache=components ;;
esac
# A command is done before a second compiler or a tight heap would pay.
case $name in
  nodectl) brief='-XX:TieredStopAtLevel=1 -Xms24m -XX:NewSize=16m' ;;
  *) brief= ;;
esac
# shellcheck disable=SC2086 # words of flags
exec "$java_home/bin/java" "@$dist/jvm.options" $brief "-XX:AOTCache=$dist/$cache.aot" "-Dnodectl.dist=$dist" \
  -cp "$dist/lib/nodectl.jar" @MAIN@ "$@"
