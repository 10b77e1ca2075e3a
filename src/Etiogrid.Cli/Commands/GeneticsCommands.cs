using System.CommandLine;
using System.Globalization;
using Etiogrid.Files;
using Etiogrid.Genetics.Clumping;
using Etiogrid.Genetics.Harmonisation;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Sets;
using Etiogrid.Genetics.Weights;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

/// <summary>The <c>genetics</c> verbs.</summary>
public static class GeneticsCommands
{
    private static readonly Option<string> Genotypes = new("--genotypes") { Description = "Genotypes: .bed, .pgen, .bgen, .vcf[.gz], or a prefix.", Required = true };
    private static readonly Option<string?> Sets = new("--sets") { Description = "Gene sets (GMT)." };
    private static readonly Option<string?> Genes = new("--genes") { Description = "Gene locations (glist, gene.loc, BED, GTF)." };
    private static readonly Option<GeneWindow> Window = CreateWindow();

    /// <summary>The command group.</summary>
    public static Command Create() => new("genetics", "Polygenic scores, harmonisation, clumping, gene sets, ancestry.") { Score(), Harmonize(), Clump(), SetStatistics(), Ancestry(), Sumstats() };

    private static Command Score()
    {
        var weights = new Option<string[]>("--weights") { Description = "Weights: PGS Catalog, PLINK score file, GWAS summary statistics.", Required = true, AllowMultipleArgumentsPerToken = true };
        var frequencies = new Option<string?>("--allele-frequencies") { Description = "Reference allele frequencies (.afreq, .frq)." };
        var ambiguous = Ambiguous(AmbiguousMode.FileStrand);
        var missing = new Option<string>("--missing") { Description = "Missing genotypes: mean, zero or center.", DefaultValueFactory = _ => "mean" };
        missing.AcceptOnlyFromAmong("mean", "zero", "center");
        var threshold = new Option<double?>("--p-threshold") { Description = "Largest p value of a weight that is used." };
        var command = new Command("score", "Polygenic scores with plink2's meaning: one row a person.") { Genotypes, weights, frequencies, missing, Sets, Genes, Window, threshold, ambiguous };
        command.SetAction(parse => VerbOutput.Write(parse, GeneticsTools.Score(new()
        {
            Genotypes = parse.GetValue(Genotypes)!,
            Weights = parse.GetValue(weights)!,
            AlleleFrequencies = parse.GetValue(frequencies),
            Missing = Enum.Parse<MissingDosage>(parse.GetValue(missing)!, ignoreCase: true),
            Sets = parse.GetValue(Sets),
            Genes = parse.GetValue(Genes),
            Window = parse.GetValue(Window),
            LargestP = parse.GetValue(threshold),
            Ambiguous = ModeOf(parse.GetValue(ambiguous)!),
            Threads = parse.GetValue(CommonOptions.Threads),
        })));
        return command;
    }

    private static Command Harmonize()
    {
        var weights = new Option<string>("--weights") { Description = "Weights: PGS Catalog, GWAS summary statistics, PLINK score file.", Required = true };
        var frequencies = new Option<string?>("--allele-frequencies") { Description = "Reference allele frequencies (.afreq, .frq)." };
        var ambiguous = Ambiguous(AmbiguousMode.Drop);
        var command = new Command("harmonize", "Match weights to genotypes: one row per weight with its reason code.") { Genotypes, weights, ambiguous, frequencies };
        command.SetAction(parse => VerbOutput.Write(parse, GeneticsTools.Harmonize(
            parse.GetValue(Genotypes)!,
            parse.GetValue(weights)!,
            ModeOf(parse.GetValue(ambiguous)!),
            parse.GetValue(frequencies))));
        return command;
    }

    private static Command Clump()
    {
        var statistics = new Option<string>("--sumstats") { Description = "GWAS summary statistics with p values.", Required = true };
        var r2 = new Option<double>("--r2") { Description = "Smallest r2 at which a variant is claimed.", DefaultValueFactory = _ => 0.1 };
        r2.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !(result.GetValueOrDefault<double>() is > 0 and <= 1))
            {
                result.AddError("--r2 must lie in (0, 1].");
            }
        });
        var kilobases = new Option<double>("--kb") { Description = "Largest distance from the index variant in kb.", DefaultValueFactory = _ => 250 };
        var p1 = new Option<double>("--p1") { Description = "Largest p value of an index variant.", DefaultValueFactory = _ => 1 };
        var p2 = new Option<double>("--p2") { Description = "As in plink, at least --p1; variants above it are claimed and counted too.", DefaultValueFactory = _ => 1 };
        var ld = new Option<string>("--ld") { Description = "em: haplotype r2 (plink 1.9); dosage: r2 of dosages (plink2).", DefaultValueFactory = _ => "em" };
        ld.AcceptOnlyFromAmong("em", "dosage");
        var command = new Command("clump", "Index variants that are nearly independent, by rising p value.") { Genotypes, statistics, r2, kilobases, p1, p2, ld };
        command.Validators.Add(result =>
        {
            if (result.GetValue(p2) < result.GetValue(p1))
            {
                result.AddError("--p2 must be at least --p1.");
            }
        });
        command.SetAction(parse => VerbOutput.Write(parse, GeneticsTools.Clump(parse.GetValue(Genotypes)!, parse.GetValue(statistics)!, new()
        {
            R2 = parse.GetValue(r2),
            Distance = (int)Math.Clamp(Math.Round(parse.GetValue(kilobases) * 1000), 0, int.MaxValue),
            IndexP = parse.GetValue(p1),
            Measure = Enum.Parse<LdMeasure>(parse.GetValue(ld)!, ignoreCase: true),
            Threads = parse.GetValue(CommonOptions.Threads),
        })));
        return command;
    }

    private static Command SetStatistics()
    {
        var statistics = new Option<string>("--sumstats") { Description = "GWAS summary statistics or weights.", Required = true };
        var sets = new Option<string>("--sets") { Description = "Gene sets (GMT).", Required = true };
        var genes = new Option<string>("--genes") { Description = "Gene locations (glist, gene.loc, BED, GTF).", Required = true };
        var frequencies = new Option<string?>("--allele-frequencies") { Description = "Reference allele frequencies (.afreq, .frq)." };
        var phenotype = new Option<string?>("--phenotype") { Description = "Phenotype: FID IID value." };
        var covariates = new Option<string?>("--covariates") { Description = "Covariates: a header FID IID name…, then numbers." };
        var trait = new Option<string>("--trait") { Description = "auto (logistic for codes 0/1 or 1/2), quantitative or binary.", DefaultValueFactory = _ => "auto" };
        trait.AcceptOnlyFromAmong("auto", "quantitative", "binary");
        var stop = new Option<int>("--stop-after") { Description = "Exceedances after which a set is drawn no more; 0: use all draws." };
        var permutations = new Option<int>("--permutations") { Description = "Draws of the competitive null." };
        var kind = new Option<string>("--null") { Description = "Competitive null: size, matched or gene.", DefaultValueFactory = _ => "size" };
        kind.AcceptOnlyFromAmong("size", "matched", "gene");
        var people = new Option<string?>("--people") { Description = "File for one row a person and set." };
        var ambiguous = Ambiguous(AmbiguousMode.FileStrand);
        var r2 = new Option<double>("--r2") { Description = "r2 of clumping within each set.", DefaultValueFactory = _ => 0.1 };
        var kilobases = new Option<double>("--kb") { Description = "Distance of clumping in kb.", DefaultValueFactory = _ => 1000 };
        var whole = new Option<bool>("--no-clump") { Description = "Use all variants." };
        var reference = new Option<string?>("--reference") { Description = "Reference genotypes for ancestry_z." };
        var labels = new Option<string?>("--labels") { Description = "Populations of the reference people." };
        foreach (var count in new[] { permutations, stop })
        {
            count.Validators.Add(result =>
            {
                if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() < 0)
                {
                    result.AddError($"{count.Name} must not be negative.");
                }
            });
        }

        var command = new Command("sets", "Gene-set scores, their tests, and one row a person.") { Genotypes, statistics, sets, genes, Window, frequencies, phenotype, covariates, trait, permutations, stop, kind, people, ambiguous, r2, kilobases, whole, reference, labels };
        command.SetAction(parse =>
        {
            var result = GeneticsTools.Sets(new()
            {
                Genotypes = parse.GetValue(Genotypes)!,
                Statistics = parse.GetValue(statistics)!,
                Sets = parse.GetValue(sets)!,
                Genes = parse.GetValue(genes)!,
                Window = parse.GetValue(Window),
                Clumping = parse.GetValue(whole) ? null : new() { R2 = parse.GetValue(r2), Distance = (int)Math.Clamp(Math.Round(parse.GetValue(kilobases) * 1000), 0, int.MaxValue) },
                AlleleFrequencies = parse.GetValue(frequencies),
                Phenotype = parse.GetValue(phenotype),
                Covariates = parse.GetValue(covariates),
                Trait = parse.GetValue(trait) switch { "binary" => TraitKind.Binary, "quantitative" => TraitKind.Quantitative, _ => TraitKind.Automatic },
                StopAfter = parse.GetValue(stop),
                Permutations = parse.GetValue(permutations),
                Null = Enum.Parse<NullKind>(parse.GetValue(kind)!, ignoreCase: true),
                Ambiguous = ModeOf(parse.GetValue(ambiguous)!),
                Reference = parse.GetValue(reference),
                Labels = parse.GetValue(labels),
                Seed = parse.GetValue(CommonOptions.Seed),
                Threads = parse.GetValue(CommonOptions.Threads),
            });
            if (parse.GetValue(people) is { } path && result.TryGetValue(out var tables))
            {
                AtomicFile.Write(path, stream => VerbOutput.Write(tables.People, parse.GetValue(CommonOptions.Json), stream));
            }

            return VerbOutput.Write(parse, result.Select(r => r.Sets));
        });
        return command;
    }

    private static Command Ancestry()
    {
        var reference = new Option<string>("--reference") { Description = "Reference genotypes.", Required = true };
        var labels = new Option<string>("--labels") { Description = "Populations of the reference people: IID and population.", Required = true };
        var scores = new Option<string[]>("--scores") { Description = "Score tables that together hold target and reference people.", Required = true, AllowMultipleArgumentsPerToken = true };
        var command = new Command("ancestry", "Components, population probabilities and ancestry-adjusted scores.") { Genotypes, reference, labels, scores };
        command.SetAction(parse => VerbOutput.Write(parse, GeneticsTools.Ancestry(
            parse.GetValue(Genotypes)!,
            parse.GetValue(reference)!,
            parse.GetValue(labels)!,
            parse.GetValue(scores)!,
            parse.GetValue(CommonOptions.Threads))));
        return command;
    }

    private static Command Sumstats()
    {
        var statistics = new Option<string>("--sumstats") { Description = "GWAS summary statistics.", Required = true };
        var threshold = new Option<double>("--threshold") { Description = "P value below which a variant is a hit.", DefaultValueFactory = _ => GwasSummary.GenomeWide };
        threshold.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !(result.GetValueOrDefault<double>() is > 0 and <= 1))
            {
                result.AddError("--threshold must lie in (0, 1].");
            }
        });
        var command = new Command("sumstats", "Summary statistics at a glance: rows, genomic inflation, hits.") { statistics, threshold };
        command.SetAction(parse => VerbOutput.Write(parse, GeneticsTools.Sumstats(parse.GetValue(statistics)!, parse.GetValue(threshold))));
        return command;
    }

    private static Option<string> Ambiguous(AmbiguousMode standard)
    {
        string name = standard == AmbiguousMode.FileStrand ? "file-strand" : "drop";
        var option = new Option<string>("--ambiguous") { Description = "A/T and C/G variants: drop, forward, frequency or file-strand.", DefaultValueFactory = _ => name };
        option.AcceptOnlyFromAmong("drop", "forward", "frequency", "file-strand");
        return option;
    }

    private static AmbiguousMode ModeOf(string text) => Enum.Parse<AmbiguousMode>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>Upstream,downstream in kilobases.</summary>
    private static Option<GeneWindow> CreateWindow() => new("--window")
    {
        Description = "Reach of a gene upstream,downstream in kb.",
        DefaultValueFactory = _ => GeneWindow.Convention,
        CustomParser = result =>
        {
            string[] parts = result.Tokens[0].Value.Split(',');
            if (parts.Length == 2 && Kilobases(parts[0], out int up) && Kilobases(parts[1], out int down))
            {
                return new(up, down);
            }

            result.AddError($"--window needs two numbers of kilobases such as 35,10; found '{result.Tokens[0].Value}'.");
            return default;
        },
    };

    private static bool Kilobases(string text, out int bases)
    {
        bool read = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double kilobases) && kilobases <= 1_000_000;
        bases = read ? (int)Math.Round(kilobases * 1000) : 0;
        return read;
    }
}
