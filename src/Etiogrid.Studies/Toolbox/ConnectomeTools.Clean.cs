using System.Text;
using Etiogrid.Connectome.Cleaning;
using Etiogrid.Connectome.Motion;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Toolbox;

/// <content>Signal cleaning.</content>
public static partial class ConnectomeTools
{
    /// <summary>Cleaned signals: one row a kept volume, regions in columns.</summary>
    public static Parsed<string> Clean(ConnectomeCleanOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return TimeSeriesReader.Read(options.TimeSeries, new() { MinimumVolumes = 3 }).Then(series =>
            Confounds(options, series.Volumes).Then(confounds => Kept(options, series.Volumes).Then(mask => Cleaned(options, series, confounds, mask))));
    }

    /// <summary>Volumes that every rule keeps: the mask, the outlier table, the displacement threshold. Null keeps all.</summary>
    private static Parsed<IReadOnlyList<int>?> Kept(ConnectomeCleanOptions options, int volumes) =>
        SampleMask(options.SampleMask, volumes).Then(mask => Outliers(options.Outliers, volumes).Then(quiet => Still(options, volumes).Then(still =>
        {
            IReadOnlyList<int>[] rules = [.. new[] { mask, quiet, still }.OfType<IReadOnlyList<int>>()];
            if (rules.Length == 0)
            {
                return Parsed.Of<IReadOnlyList<int>?>(null);
            }

            int[] kept = [.. rules.Aggregate((a, b) => [.. a.Intersect(b)])];
            return kept.Length > 1
                ? Parsed.Of<IReadOnlyList<int>?>(kept)
                : Parsed.Failed<IReadOnlyList<int>?>(Diagnostic.Error("E602", "The recording has too few volumes", new(options.TimeSeries), $"{kept.Length} after censoring", "at least 2", "Leave this session out, or censor less"));
        })));

    private static Parsed<IReadOnlyList<int>?> Outliers(string? path, int volumes) => path is null
        ? Parsed.Of<IReadOnlyList<int>?>(null)
        : MatrixFile.Read(path).Then(table =>
        {
            bool flags = table.Values.Rows == volumes && table.Values.Values.All(v => v is 0 or 1);
            return flags
                ? Parsed.Of<IReadOnlyList<int>?>([.. Enumerable.Range(0, volumes).Where(t => !table.Values.Row(t).Contains(1))])
                : Parsed.Failed<IReadOnlyList<int>?>(Diagnostic.Error("E664", "The sample mask is not understood", new(path), $"{table.Values.Rows} rows", $"{volumes} rows of 0 (kept) and 1 (censored)"));
        });

    private static Parsed<IReadOnlyList<int>?> Still(ConnectomeCleanOptions options, int volumes) => options.DisplacementThreshold is not { } threshold
        ? Parsed.Of<IReadOnlyList<int>?>(null)
        : MotionTable.Read(options.Confounds ?? "").Select(motion => (IReadOnlyList<int>?)[.. Enumerable.Range(0, volumes).Where(t => motion.Power[t] <= threshold)]);

    private static Parsed<string> Cleaned(ConnectomeCleanOptions options, TimeSeries series, Matrix? confounds, IReadOnlyList<int>? mask)
    {
        try
        {
            var cleaned = SignalCleaning.Clean(series.Values, confounds, options.Cleaning with { KeptVolumes = mask });
            return Parsed.Of(SignalText(series.Regions, cleaned, options.Bare));
        }
        catch (ArgumentException e)
        {
            // Cut-offs, repetition time and length are the user's here; the kernel's message names value and range.
            return Parsed.Failed<string>(Diagnostic.Error("E660", e.Message.Split(" (Parameter", 2)[0], new(options.TimeSeries)));
        }
    }

    private static string SignalText(IReadOnlyList<string> regions, Matrix cleaned, bool bare)
    {
        var text = new StringBuilder();
        if (!bare)
        {
            text.AppendJoin('\t', regions).Append('\n');
        }

        for (int t = 0; t < cleaned.Rows; t++)
        {
            text.AppendJoin('\t', cleaned.Row(t).ToArray().Select(Cell.Format)).Append('\n');
        }

        return text.ToString();
    }

    private static Parsed<Matrix?> Confounds(ConnectomeCleanOptions options, int volumes)
    {
        if (options.Confounds is null)
        {
            return Parsed.Of<Matrix?>(null);
        }

        return MatrixFile.Read(options.Confounds).Then(file => options.Strategy is null ? Parsed.Of(file) : ConfoundStrategy.Select(options.Confounds, file, options.Strategy)).Then(file =>
        {
            var bag = new DiagnosticBag();
            if (file.Values.Rows != volumes)
            {
                bag.Add(Diagnostic.Error("E661", "The confounds do not fit the signals", new(options.Confounds), $"{file.Values.Rows} volumes", $"{volumes}"));
            }

            for (int j = 0; j < file.Values.Columns; j++)
            {
                for (int t = 0; t < file.Values.Rows; t++)
                {
                    if (!double.IsNaN(file.Values[t, j]))
                    {
                        continue;
                    }

                    if (t == 0)
                    {
                        bag.Add(Diagnostic.Warning("E662", "The first volume of the confound is missing, as in derivatives; it counts as 0", new(options.Confounds, 2, file.ColumnNames[j]), "n/a"));
                        file.Values[t, j] = 0;
                    }
                    else
                    {
                        bag.Add(Diagnostic.Error("E663", "The confound is missing", new(options.Confounds, t + 2, file.ColumnNames[j]), "n/a", "a number in every volume"));
                    }
                }
            }

            return bag.Finish<Matrix?>(() => file.Values);
        });
    }

    /// <summary>Volume numbers from 0, or a flag a volume, one a row; a header line is skipped.</summary>
    private static Parsed<IReadOnlyList<int>?> SampleMask(string? path, int volumes)
    {
        if (path is null)
        {
            return Parsed.Of<IReadOnlyList<int>?>(null);
        }

        if (!File.Exists(path))
        {
            return Parsed.Failed<IReadOnlyList<int>?>(Diagnostic.Error("E101", "The file does not exist", new(path), fix: "Check the path"));
        }

        string[] cells = [.. File.ReadLines(path).Select(l => l.Trim()).Where(l => l.Length > 0)];
        int[] numbers = [.. cells.Select(c => c.ToUpperInvariant() switch { "TRUE" => 1, "FALSE" => 0, _ => Cell.TryNumber(c, out double v) && v == Math.Floor(v) && v is >= 0 and < int.MaxValue ? (int)v : -1 })];
        int bad = Array.FindIndex(numbers, n => n < 0);
        numbers = bad == 0 ? numbers[1..] : numbers;
        bad = Array.FindIndex(numbers, n => n < 0);
        bool flags = numbers.Length == volumes && numbers.All(n => n is 0 or 1);
        int[] kept = flags ? [.. Enumerable.Range(0, volumes).Where(t => numbers[t] == 1)] : numbers;
        bool fits = bad < 0 && kept.Length > 1 && kept[^1] < volumes && Enumerable.Range(1, kept.Length - 1).All(i => kept[i] > kept[i - 1]);
        return fits
            ? Parsed.Of<IReadOnlyList<int>?>(kept)
            : Parsed.Failed<IReadOnlyList<int>?>(Diagnostic.Error("E664", "The sample mask is not understood", new(path, bad >= 0 ? bad + 1 : null), bad >= 0 ? cells[bad] : $"{kept.Length} volumes", $"ascending volume numbers from 0 below {volumes}, or one true/false a volume"));
    }
}
