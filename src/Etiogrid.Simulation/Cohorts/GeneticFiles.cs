using System.Globalization;
using System.Text;
using Etiogrid.Files;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>Genotypes, weights, gene sets, gene locations, allele frequencies.</summary>
internal static class GeneticFiles
{
    public const string Genotypes = "genotypes/study";
    public const string Weights = "scores/weights.tsv.gz";
    public const string Sets = "scores/pathways.gmt";
    public const string Genes = "scores/genes.tsv";
    public const string Frequencies = "scores/frequencies.afreq";

    public static void Write(SimulatedCohort cohort, Absence absence, StudyFolder study)
    {
        if (cohort.Genome.Variants.Count == 0)
        {
            return;
        }

        SimulatedPerson[] people = [.. cohort.People.Where(p => !absence.LacksGenotypes(p))];
        if (people.Length == 0)
        {
            return;
        }

        var variants = cohort.Genome.Variants;
        study.Bytes(Genotypes + ".bed", PlinkBedWriter.Bed([.. people.Select(p => p.Dosages)], variants.Count));
        study.Text(Genotypes + ".bim", PlinkBedWriter.Bim(variants));
        study.Text(Genotypes + ".fam", PlinkBedWriter.Fam(people.Select(p => (p.Label, Demographics.Of(p, cohort.Design.Seed).IsMale))));
        study.Gzip(Weights, ScoringFile(cohort));
        study.Text(Sets, string.Concat(cohort.Design.GeneSets.Select(s => $"{s.Pathway.Key}\tsimulated positions\t{string.Join('\t', s.Genes.Distinct(StringComparer.Ordinal))}\n")));
        study.Text(Genes, Locations(cohort.Genome.Genes));
        study.Text(Frequencies, AlleleFrequencies(variants));
    }

    /// <summary>PGS Catalog scoring file, format 2.0.</summary>
    private static string ScoringFile(SimulatedCohort cohort)
    {
        var text = new StringBuilder();
        text.Append("###PGS CATALOG SCORING FILE (format only: simulated weights, no catalogue entry)\n#format_version=2.0\n##POLYGENIC SCORE (PGS) INFORMATION\n");
        text.Append("#pgs_id=SIMULATED\n#pgs_name=simulated_liability\n#trait_reported=simulated liability\n#genome_build=GRCh38\n#weight_type=beta\n");
        text.Append(CultureInfo.InvariantCulture, $"#variants_number={cohort.Genome.Variants.Count}\n");
        text.Append("rsID\tchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\n");
        foreach (var v in cohort.Genome.Variants)
        {
            var (effect, other) = v.EffectIsA1 ? (v.A1, v.A2) : (v.A2, v.A1);
            text.Append(CultureInfo.InvariantCulture, $"{v.Id}\t{v.Chromosome}\t{v.Position}\t{effect}\t{other}\t{Cell.Format(v.Weight)}\n");
        }

        return text.ToString();
    }

    /// <summary>Columns of MAGMA's gene.loc: id chromosome start end strand symbol.</summary>
    private static string Locations(IEnumerable<SimulatedGene> genes)
    {
        var text = new StringBuilder("# Simulated positions: the symbols are real genes, their places are not. id chr start end strand symbol\n");
        foreach (var g in genes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{g.Symbol}\t{g.Chromosome}\t{g.Start}\t{g.End}\t{(g.IsForward ? '+' : '-')}\t{g.Symbol}\n");
        }

        return text.ToString();
    }

    /// <summary>plink2's .afreq: A2 stands as REF and A1 as ALT, as plink2 reads a .bed; the counts stand for the simulated population.</summary>
    private static string AlleleFrequencies(IEnumerable<SimulatedVariant> variants)
    {
        var text = new StringBuilder("#CHROM\tID\tREF\tALT\tALT_FREQS\tOBS_CT\n");
        foreach (var v in variants)
        {
            text.Append(CultureInfo.InvariantCulture, $"{v.Chromosome}\t{v.Id}\t{v.A2}\t{v.A1}\t{Cell.Format(v.Frequency)}\t200000\n");
        }

        return text.ToString();
    }
}
