namespace Etiogrid.Genetics.Harmonisation;

/// <summary>Spelling and meaning of <see cref="MatchReason"/>.</summary>
public static class MatchReasons
{
    /// <summary>True when the row is used.</summary>
    public static bool IsMatch(this MatchReason reason) => reason <= MatchReason.NoOtherAlt;

    /// <summary>The code as printed; the matching codes are those of the PGS Catalog calculator.</summary>
    public static string Code(this MatchReason reason) => reason switch
    {
        MatchReason.RefAlt => "REFALT",
        MatchReason.AltRef => "ALTREF",
        MatchReason.RefAltFlip => "REFALT_FLIP",
        MatchReason.AltRefFlip => "ALTREF_FLIP",
        MatchReason.NoOtherRef => "NO_OA_REF",
        MatchReason.NoOtherAlt => "NO_OA_ALT",
        MatchReason.Ambiguous => "AMBIGUOUS",
        MatchReason.AmbiguousNoFrequency => "AMBIGUOUS_NO_FREQUENCY",
        MatchReason.AmbiguousNearHalf => "AMBIGUOUS_NEAR_HALF",
        MatchReason.FrequencyConflict => "FREQUENCY_CONFLICT",
        MatchReason.MultiAllelic => "MULTI_ALLELIC",
        MatchReason.Duplicate => "DUPLICATE",
        MatchReason.IdElsewhere => "ID_ELSEWHERE",
        MatchReason.AlleleMismatch => "ALLELE_MISMATCH",
        MatchReason.InvalidAllele => "INVALID_ALLELE",
        MatchReason.NoMatch => "NO_MATCH",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason."),
    };
}
