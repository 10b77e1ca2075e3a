using Etiogrid.Core.Measures;
using Etiogrid.Genetics.Sets;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Studies.Measures;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Composition;

/// <summary>
/// The signalling fingerprint: every feature the general grid knows, measured or not, from molecule to behaviour.
/// The interval is that of the true deviation under classical test theory: mean r z, variance r (1 - r), r = reliability.
/// </summary>
internal sealed class FingerprintComposer(GeneralGrid grid)
{
    private const double NormalQuantile975 = 1.959963984540054;

    /// <summary>Measured features in place, unmeasured ones as null.</summary>
    public IReadOnlyList<FingerprintFeature> Compose(PersonData person, IReadOnlyDictionary<string, Evidence> byMarker)
    {
        List<FingerprintFeature> features = [];
        foreach (var marker in grid.Markers)
        {
            string id = new FeatureId(marker.Modality, marker.Measure, marker.Target).ToString();
            features.Add(byMarker.TryGetValue(marker.Id, out var e)
                ? Measured(Name(marker.Scale), e.Feature.ToString(), ShortName(marker), e.Z, e.Reliability ?? marker.Reliability)
                : new(Name(marker.Scale), id, ShortName(marker), null, null, null, null));
        }

        var names = grid.Pathways.ToDictionary(p => p.Id, p => p.ShortName);
        foreach (var score in (person.Genetics?.Scores ?? []).OrderByDescending(s => Math.Abs(s.Z)).Take(12).OrderBy(s => s.Pathway))
        {
            features.Add(Measured("molecular", $"genetics/pathway_score/{score.Pathway}", Shorten("PGS " + names[score.Pathway]), score.Z, null));
        }

        foreach (var unit in (person.Genetics?.Units ?? []).OrderByDescending(s => Math.Abs(s.Z)).Take(12).OrderBy(s => s.Unit, StringComparer.Ordinal))
        {
            features.Add(Measured("cellular", $"genetics/{unit.Kind.Key()}/{unit.Unit}", Shorten("PGS " + unit.Title), unit.Z, null));
        }

        return [.. features.OrderBy(f => Array.IndexOf(ScaleOrder, f.Scale))];
    }

    private static string[] ScaleOrder { get; } = [.. Enum.GetValues<Scale>().Select(Name)];

    private static FingerprintFeature Measured(string scale, string feature, string name, double z, double? reliability)
    {
        Band? interval = reliability is { } r ? new((r * z) - (NormalQuantile975 * Math.Sqrt(r * (1 - r))), (r * z) + (NormalQuantile975 * Math.Sqrt(r * (1 - r)))) : null;
        return new(scale, feature, name, z, 100 * Normal.Cumulative(z), interval, reliability);
    }

    private static string Name(Scale scale) => scale.ToString().ToLowerInvariant();

    private static string ShortName(MarkerParameters marker) => marker.Measure switch
    {
        "coloc" => Shorten(marker.Target + " map"),
        "network_strength" => Shorten(marker.Target + " strength"),
        _ => Shorten(marker.Id.Replace('_', ' ')),
    };

    private static string Shorten(string text) => text.Length <= 18 ? text : text[..17] + "…";
}
