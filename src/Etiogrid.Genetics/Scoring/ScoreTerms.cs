using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Scoring;

/// <summary>Weights matched to the variants of a genotype file, in the order of that file.</summary>
/// <param name="ScoreNames">Names of the weight columns.</param>
/// <param name="Variants">Variant of each term.</param>
/// <param name="NamesAllele1">True where the effect allele is the variant's allele 1.</param>
/// <param name="Rows">The weight row of each term.</param>
/// <param name="Weights">Weights by column and term.</param>
/// <param name="Unmatched">Rows that found no variant or allele.</param>
public sealed record ScoreTerms(IReadOnlyList<string> ScoreNames, int[] Variants, bool[] NamesAllele1, WeightRow[] Rows, double[][] Weights, IReadOnlyList<AbsentWeight> Unmatched)
{
    /// <summary>For terms joined from several weight files: the files each term stands in, ascending; null for one file.</summary>
    internal int[][]? Memberships { get; private init; }

    /// <summary>File of each score column; empty for one file.</summary>
    internal int[] FileOfColumn { get; private init; } = [];

    /// <summary>Genome build of the positions that the weights were matched by, as far as known.</summary>
    public GenomeBuild Build { get; init; }

    /// <summary>Number of terms.</summary>
    public int Count => Variants.Length;

    /// <summary>Puts matches in file order.</summary>
    internal static ScoreTerms From(IReadOnlyList<string> names, List<(int Variant, bool NamesAllele1, WeightRow Row)> matches, IReadOnlyList<AbsentWeight> unmatched)
    {
        bool inOrder = true;
        for (int i = 1; i < matches.Count && inOrder; i++)
        {
            inOrder = matches[i - 1].Variant < matches[i].Variant;
        }

        var ordered = inOrder ? matches : [.. matches.OrderBy(m => m.Variant).ThenBy(m => m.Row.Row)];
        int[] variants = new int[ordered.Count];
        bool[] namesAllele1 = new bool[ordered.Count];
        var rows = new WeightRow[ordered.Count];
        for (int t = 0; t < rows.Length; t++)
        {
            (variants[t], namesAllele1[t], rows[t]) = ordered[t];
        }

        double[][] weights = [.. Enumerable.Range(0, names.Count).Select(c => Array.ConvertAll(rows, r => r.Weight(c)))];
        return new(names, variants, namesAllele1, rows, weights, unmatched);
    }

    /// <summary>Some of the terms; the unmatched rows stay.</summary>
    internal ScoreTerms Take(int[] kept) => new(
        ScoreNames,
        Array.ConvertAll(kept, t => Variants[t]),
        Array.ConvertAll(kept, t => NamesAllele1[t]),
        Array.ConvertAll(kept, t => Rows[t]),
        [.. Weights.Select(w => Array.ConvertAll(kept, t => w[t]))],
        Unmatched);

    /// <summary>Terms of several weight files as one list; names must be unique over all of them.</summary>
    public static ScoreTerms Join(IReadOnlyList<ScoreTerms> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.Count == 1)
        {
            return files[0];
        }

        var places = new SortedDictionary<(int Variant, bool Second), List<(int File, int Term)>>();
        for (int f = 0; f < files.Count; f++)
        {
            for (int t = 0; t < files[f].Count; t++)
            {
                var key = (files[f].Variants[t], !files[f].NamesAllele1[t]);
                if (!places.TryGetValue(key, out var list))
                {
                    places.Add(key, list = new(files.Count));
                }

                list.Add((f, t));
            }
        }

        var terms = places.ToArray();
        int[] fileOfColumn = [.. files.SelectMany((file, f) => Enumerable.Repeat(f, file.Weights.Length))];
        double[][] weights = [.. files.SelectMany((file, f) => file.Weights.Select(column => Array.ConvertAll(terms, place => place.Value.Where(x => x.File == f).Sum(x => column[x.Term]))))];
        return new(
            [.. files.SelectMany(f => f.ScoreNames)],
            Array.ConvertAll(terms, t => t.Key.Variant),
            Array.ConvertAll(terms, t => !t.Key.Second),
            Array.ConvertAll(terms, t => files[t.Value[0].File].Rows[t.Value[0].Term]),
            weights,
            [.. files.SelectMany(f => f.Unmatched)])
        {
            Memberships = Array.ConvertAll(terms, t => t.Value.Select(x => x.File).Distinct().Order().ToArray()),
            FileOfColumn = fileOfColumn,
            Build = files.Select(f => f.Build).FirstOrDefault(b => b != GenomeBuild.Unknown),
        };
    }
}
