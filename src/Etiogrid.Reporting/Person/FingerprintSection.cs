using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Palettes;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>Deviation at every scale, molecule to behaviour.</summary>
internal static class FingerprintSection
{
    private static readonly IReadOnlyList<Column> Columns =
        [new("Feature"), new("Scale"), new("z", true), new("Percentile", true), new("95 % interval of the true z", true), new("Reliability", true)];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        var features = view.Person.Fingerprint;
        if (!features.Any(f => f.Z is not null))
        {
            PageSection.Absent(html, "fingerprint", "Signalling fingerprint", "No feature of any scale was measured.");
            return;
        }

        using (PageSection.Open(html, "fingerprint", "Signalling fingerprint", "Deviation z at every scale, molecule to behaviour; r is test-retest reliability, hatched is not measured."))
        {
            FingerprintFigure.Write(html, features);
            ScaleLegend.Diverging(html, DivergingScale.ZScore, "z", 1);
            DataTable.Behind(html, $"Numbers: {Printed.Count(features.Count)} features", Columns, features.Select(Row));
            ReadingGuide.Write(
                html,
                "how far each feature lies from the reference people, in their standard deviations.",
                "strong tiles on several scales that belong to one pathway, with high reliability.",
                "strong tiles with low or unknown reliability.",
                "repeat unreliable measurements before reading them.");
        }
    }

    private static List<string> Row(FingerprintFeature f) =>
    [
        f.Feature, f.Scale, f.Z is { } z ? Printed.Signed(z, 2) : "n/a", f.Percentile is { } p ? Printed.Number(p, 0) : "n/a",
        f.Interval is { } i ? Printed.SignedRange(i) : "n/a", f.Reliability is { } r ? Printed.Number(r) : "n/a",
    ];
}
