using Etiogrid.Core.Identifiers;

namespace Etiogrid.Inference.Person;

/// <summary>A symptom dimension of a person: present, absent, a severity, or not assessed.</summary>
/// <param name="Symptom">Which dimension.</param>
/// <param name="Present">Binary observation; null when a severity is given or nothing is known.</param>
/// <param name="Z">Severity in standard deviations of unaffected people, higher = worse; used where <paramref name="Present"/> is null.</param>
public sealed record SymptomObservation(SymptomId Symptom, bool? Present, double? Z = null)
{
    /// <summary>Rating on an ordinal scale, 0 to the number of <see cref="Cutoffs"/>; used where neither presence nor severity is given.</summary>
    public int? Level { get; init; }

    /// <summary>Ascending cutoffs of the rating, in standard deviations of unaffected people.</summary>
    public IReadOnlyList<double>? Cutoffs { get; init; }

    /// <summary>Severity, in standard deviations of unaffected people, from which a rated symptom counts as present.</summary>
    public const double RaisedFrom = 1;

    /// <summary>True where the symptom stands with the present ones: present, or rated at <see cref="RaisedFrom"/> or level 1 and above; null where nothing is known.</summary>
    public bool? Raised => Present ?? (Z is { } z ? z >= RaisedFrom : Level is { } level ? level >= 1 : null);
}
