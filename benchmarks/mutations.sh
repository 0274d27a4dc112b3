#!/usr/bin/env bash
# Breaks one rule of the judge or of alerting after the other on purpose, lets the monitor live
# through simulated days, and prints which rule of the checkers found it out, at which seed and how
# often. Exits 0 only when the monitor as it is breaks no rule and every mutation is caught.
#
#   benchmarks/mutations.sh [--seeds N] [--lasting ISO duration] [name of a mutation]...
#
# A mutation is a unified diff in benchmarks/mutations; its first line says what is broken. All of
# them take about an hour on two cores. The sources stay as they are: everything happens in a copy.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
seeds=20
lasting=P1D
names=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --seeds) seeds=$2; shift 2 ;;
    --lasting) lasting=$2; shift 2 ;;
    --*) echo "mutations: unknown option $1; see the head of $0" >&2; exit 2 ;;
    *) names+=("$1"); shift ;;
  esac
done
if [[ ${#names[@]} -eq 0 ]]; then
  for file in "$here"/mutations/*.patch; do names+=("$(basename "$file" .patch)"); done
fi

# Only for the libraries: what is tried is compiled below.
built=$here/target/class-path
if [[ ! -f $built || $root/pom.xml -nt $built || $here/pom.xml -nt $built ]]; then
  (cd "$root" && mvn -q -B -pl benchmarks -am package -DskipTests)
fi
libraries=$(cat "$built")

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
mkdir "$scratch/as-is" "$scratch/sources"
for module in monitor-core monitor-testkit monitor-alerts benchmarks; do
  mkdir "$scratch/as-is/$module"
  cp -r "$root/$module/src" "$scratch/as-is/$module/"
done

# compile <into> <class path> <source>...
compile() {
  local into=$1 path=$2
  shift 2
  javac --release 17 -proc:none -nowarn -Xlint:none -cp "${path:+$path:}$libraries" -d "$into" "$@"
}

# try_seeds <class path>: a line for each seed, until the first that breaks a rule.
try_seeds() {
  timeout 1200 java -Xmx1g -Dorg.slf4j.simpleLogger.defaultLogLevel=off -cp "$1:$libraries" \
    io.ispmonitor.benchmarks.trial.TrySeeds 0 "$seeds" "$lasting" stop-at-first
}

row() { printf '| %s | %s | %s | %s |\n' "$@"; }

find "$scratch/as-is"/monitor-{core,testkit,alerts}/src/main/java \
  "$scratch/as-is/benchmarks/src/main/java/io/ispmonitor/benchmarks/trial" \
  -name '*.java' ! -name module-info.java >"$scratch/files"
compile "$scratch/classes" "" "@$scratch/files"
for resources in "$scratch/as-is"/monitor-{core,testkit,alerts}/src/main/resources; do
  if [[ -d $resources ]]; then cp -r "$resources/." "$scratch/classes/"; fi
done

failed=0
row mutation 'what is broken' 'caught by' 'at seed'
row --- --- --- ---
control=$(seeds=2 try_seeds "$scratch/classes") || true
if [[ $control != *"total: kept" ]]; then
  row none 'nothing: the monitor as it is' "$(grep -v ': kept$' <<<"$control" | tail -1)" 'NOT CLEAN'
  exit 1
fi

for name in "${names[@]}"; do
  patch=$here/mutations/$name.patch
  said=$(sed -n '1s/^# //p' "$patch")
  rm -rf "$scratch/sources" "$scratch/mutated" "$scratch/log"
  cp -r "$scratch/as-is" "$scratch/sources"
  if ! patch -s -F0 -p1 -d "$scratch/sources" <"$patch" >"$scratch/log" 2>&1; then
    row "$name" "$said" 'DOES NOT APPLY' -
    failed=1
    continue
  fi
  # The packages it changes; the rest has been compiled.
  sources=()
  while read -r file; do
    sources+=("$scratch/sources/$(dirname "$file")"/*.java)
  done < <(sed -n 's|^+++ b/||p' "$patch")
  if ! compile "$scratch/mutated" "$scratch/classes" "${sources[@]}" >"$scratch/log" 2>&1; then
    row "$name" "$said" 'DOES NOT COMPILE' -
    sed 's/^/  /' "$scratch/log" >&2
    failed=1
    continue
  fi
  found=$(try_seeds "$scratch/mutated:$scratch/classes") && status=0 || status=$?
  if [[ $status -eq 0 ]]; then
    row "$name" "$said" SURVIVED -
    failed=1
  else
    last=$(grep '^seed' <<<"$found" | tail -1)
    [[ $status -eq 124 ]] && last='seed ?: did not come to an end'
    seed=${last%%:*}
    row "$name" "$said" "${last#*: }" "${seed#seed }"
  fi
done
exit "$failed"
