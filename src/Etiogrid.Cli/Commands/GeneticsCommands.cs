using System.CommandLine;
using System.Globalization;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Sets;
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
    public static Command Create() => new("genetics", "Polygenic scores, harmonisation, clumping, gene sets, ancestry.") { Score() };

    private static Command Score()
    {
        var weights = new Option<string[]>("--weights") { Description = "Weights: PGS Catalog, PLINK score file, GWAS summary statistics.", Required = true, AllowMultipleArgumentsPerToken = true };
        var frequencies = new Option<string?>("--allele-frequencies") { Description = "Reference allele frequencies (.afreq, .frq)." };
        var missing = new Option<string>("--missing") { Description = "Missing genotypes: mean, zero or center.", DefaultValueFactory = _ => "mean" };
        missing.AcceptOnlyFromAmong("mean", "zero", "center");
        var threshold = new Option<double?>("--p-threshold") { Description = "Largest p value of a weight that is used." };
        var command = new Command("score", "Polygenic scores with plink2's meaning: one row a person.") { Genotypes, weights, frequencies, missing, Sets, Genes, Window, threshold };
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
            Threads = parse.GetValue(CommonOptions.Threads),
        })));
        return command;
    }

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
