#!/bin/sh
# Whole-process CPU time (user + system) and peak memory of Etiogrid and its peers on the same simulated data.
# Usage: run.sh FOLDER [repetitions]; needs cc, python3, plink2, plink1.9 and a Release build.
set -e
here=$(cd "$(dirname "$0")" && pwd)
etiogrid="$here/../../artifacts/bin/Etiogrid.Cli/release/etiogrid"
folder=$1; repetitions=${2:-3}
data=$folder/sim10k
[ -f "$data.fam" ] || { cc -O2 -o "$folder/simulate" "$here/simulate.c"; "$folder/simulate" "$data"; python3 "$here/sets.py" "$data"; python3 "$here/columns.py" "$data"; awk '{ srand(NR); print $1, $2, rand() + rand() + rand() }' "$data.fam" > "$data.pheno"; }
cat "$data.bed" > /dev/null
measure() { # name, command
    name=$1; shift
    for i in $(seq "$repetitions"); do
        python3 "$here/measure.py" "$name" "$@"
    done
}
measure plink2-score plink2 --bfile "$data" --score "$data.score" cols=scoresums --threads 1 --out "$folder/peer"
measure etiogrid-score "$etiogrid" genetics score --genotypes "$data.bed" --weights "$data.score" --threads 1 --out "$folder/ours.tsv"
measure plink2-60-columns plink2 --bfile "$data" --score "$data.columns" header-read cols=scoresums --score-col-nums 3-62 --threads 1 --out "$folder/peer60"
measure etiogrid-score-60-sets "$etiogrid" genetics score --genotypes "$data.bed" --weights "$data.score" --sets "$data.gmt" --genes "$data.genes" --threads 1 --out "$folder/sets.tsv"
measure plink1.9-clump plink1.9 --bfile "$data" --clump "$data.p" --clump-p1 1 --clump-p2 1 --clump-r2 0.1 --clump-kb 250 --allow-no-sex --threads 1 --out "$folder/peer"
measure etiogrid-clump "$etiogrid" genetics clump --genotypes "$data.bed" --sumstats "$data.p" --threads 1 --out "$folder/clump.tsv"
awk 'NR > 1 && NF > 5 { print $3 }' "$folder/peer.clumped" > "$folder/peer.index"
awk 'NR > 1 { print $3 }' "$folder/clump.tsv" > "$folder/ours.index"
cmp "$folder/peer.index" "$folder/ours.index" && echo "same $(wc -l < "$folder/ours.index") index variants in the same order"
measure etiogrid-set-tests "$etiogrid" genetics sets --genotypes "$data.bed" --sumstats "$data.p" --sets "$data.gmt" --genes "$data.genes" --phenotype "$data.pheno" --threads 1 --out "$folder/tests.tsv"
repetitions=1
measure etiogrid-10000-draws "$etiogrid" genetics sets --genotypes "$data.bed" --sumstats "$data.p" --sets "$data.gmt" --genes "$data.genes" --phenotype "$data.pheno" --permutations 10000 --threads 1 --out "$folder/draws.tsv"
measure etiogrid-10000-draws-stop-100 "$etiogrid" genetics sets --genotypes "$data.bed" --sumstats "$data.p" --sets "$data.gmt" --genes "$data.genes" --phenotype "$data.pheno" --permutations 10000 --stop-after 100 --threads 1 --out "$folder/stop.tsv"
