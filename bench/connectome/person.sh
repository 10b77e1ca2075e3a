#!/bin/sh
# One STAGES recording from cleaning to circuit scores with intervals, four processes; prints seconds.
#   ETIOGRID_SHARED=../shared sh bench/connectome/person.sh CONFOUNDS.tsv [etiogrid]
set -eu
program=${2:-artifacts/bin/Etiogrid.Cli/release/etiogrid}
root=$ETIOGRID_SHARED/studies/stages-fep
of() { ls "$root"/derivatives/parcellated/sub-"$1"/ses-1/func/*_timeseries.tsv.gz; }
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
start=$(date +%s.%N)
"$program" connectome clean --timeseries "$(of 008)" --confounds "$1" --strategy 24P --tr 2 --low-pass 0.1 --high-pass 0.01 --detrend --standardize zscore_sample --out "$work/clean.tsv" --quiet 2>/dev/null
"$program" connectome build --timeseries "$work/clean.tsv" --kind correlation --allow-missing --out "$work" --quiet 2>/dev/null
"$program" connectome graph --matrix "$work/clean_correlation.tsv" --threshold density:0.15 --metrics efficiency_global,efficiency_local,clustering,strength,modularity_q,participation --out "$work/graph.json" --quiet 2>/dev/null
"$program" connectome circuits --timeseries "$work/clean.tsv" --control-timeseries "$(of 001)" "$(of 002)" "$(of 005)" "$(of 007)" "$(of 009)" --parcellation "$root/atlas-Schaefer400x7Sub19_dseg.tsv" --intervals --out "$work/circuits.tsv" --quiet 2>/dev/null
end=$(date +%s.%N)
awk -v a="$start" -v b="$end" 'BEGIN { printf "clean to circuits: %.2f s\n", b - a }'
wc -l < "$work/circuits.tsv"
