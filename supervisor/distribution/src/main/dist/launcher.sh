#!/bin/sh
# Runs @NAME@ on the JDK that its AOT cache was made with, or, if that is gone, on any other that fits.
set -eu
self=$(readlink -f -- "$0")
dist=${self%/bin/*}
read -r trained_with <"$dist/java-home"
# shellcheck source=find-java.sh
. "$dist/bin/find-java.sh"
find_java "$trained_with"
# A closed standard descriptor would become one of the JVM's own files. /dev/full fails as a closed
# output does.
[ -e /proc/self/fd/0 ] || exec 0</dev/null
[ -e /proc/self/fd/1 ] || exec 1>/dev/full
[ -e /proc/self/fd/2 ] || exec 2>/dev/null
name=@NAME@
case "$name ${1:-}" in
  'nodectl nodes' | 'nodectl actors' | 'nodectl jobs' | 'nodectl kv' | 'nodectl pgs' | \
    'nodectl resources' | 'nodectl drain' | 'nodectl run' | 'nodectl worker' | 'nodectl workers' | \
    'nodectl context' | 'nodectl runtime-envs') cache=cluster ;;
  'nodectl '*) cache=node ;;
  'gcs-server '*) cache=gcs ;;
  *) cache=components ;;
esac
# A command is done before a second compiler or a tight heap would pay. In the place of Ray's
# gcs_server nothing else of ours starts beside it, so it compiles sooner than jvm.options says. Its
# work comes in short bursts, so it does with the first compiler alone: the first 4000 placement
# groups take half the CPU, for a quarter fewer calls a second under minutes of full load. Four
# times the room for young objects is a sixth of the CPU of 6000 groups, and 2 MB of memory.
case "$name $*" in
  'nodectl '*) manner='-XX:TieredStopAtLevel=1 -Xms24m -XX:NewSize=16m' ;;
  'gcs-server '*--gcs_server_port*)
    manner='-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.2 -XX:NewSize=4m'
    ;;
  *) manner= ;;
esac
# shellcheck disable=SC2086 # words of flags
exec "$java_home/bin/java" "@$dist/jvm.options" $manner "-XX:AOTCache=$dist/$cache.aot" "-Dnodectl.dist=$dist" \
  -cp "$dist/lib/nodectl.jar" @MAIN@ "$@"
