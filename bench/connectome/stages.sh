#!/bin/sh
# How well connectivity repeats in the STAGES study (37 people with two resting-state sessions):
#   ETIOGRID_SHARED=../shared sh bench/connectome/stages.sh [etiogrid] > retest.tsv
# First the table of `connectome retest`, then one line on stimulation targets.
set -eu
program=${1:-artifacts/bin/Etiogrid.Cli/release/etiogrid}
root=$ETIOGRID_SHARED/studies/stages-fep
one=""; two=""
for person in "$root"/derivatives/parcellated/sub-*; do
  if [ -d "$person/ses-1" ] && [ -d "$person/ses-2" ]; then
    one="$one $(ls "$person"/ses-1/func/*_timeseries.tsv.gz)"
    two="$two $(ls "$person"/ses-2/func/*_timeseries.tsv.gz)"
  fi
done
# shellcheck disable=SC2086
"$program" connectome retest --session1 $one --session2 $two --group-networks examples/stages-fep/networks.tsv --quiet 2>/dev/null

# Targets: left parcels within 20 mm of Brodmann 46 (-44, 40, 29) that are most anticorrelated with those within 16 mm of (6, 16, -10).
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
printf 'name\tx\ty\tz\n' > "$work/xyz.tsv"
awk -F'\t' 'NR > 1 && $4 != "n/a" { print $2 "\t" $4 "\t" $5 "\t" $6 }' "$root/atlas-Schaefer400x7Sub19_dseg.tsv" >> "$work/xyz.tsv"
near() { awk -F'\t' -v x="$1" -v y="$2" -v z="$3" -v r="$4" 'NR > 1 && ($2-x)^2 + ($3-y)^2 + ($4-z)^2 <= r*r { print $1 }' "$work/xyz.tsv"; }
seeds=$(near 6 16 -10 16); search=$(near -44 40 29 20)
for file in $one $two; do
  # shellcheck disable=SC2086
  "$program" connectome target --timeseries "$file" --seed-regions $seeds --search-regions $search --coordinates "$work/xyz.tsv" --quiet 2>/dev/null | tail -n 1
done > "$work/targets.tsv" || true
awk -F'\t' '{ n++; if ($NF == "n/a") ok++ } END { printf "targets\tgiven of %d recordings\t%d\n", n, ok }' "$work/targets.tsv"
awk -F'\t' '$NF != "n/a" { sub(/[0-9]+%?( %)?/, "N", $NF); sub(/[0-9]+ mm/, "N mm", $NF); c[$NF]++ } END { for (r in c) print "targets\trefused: " r "\t" c[r] }' "$work/targets.tsv"
