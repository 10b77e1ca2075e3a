using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Grid;

namespace Etiogrid.Inference.Learning;

/// <summary>Names a parameter of the general grid.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Its parts joined by slashes, such as <c>dopamine_presynaptic/hyper/psychosis_positive</c>.</param>
public sealed record ParameterId(ParameterKind Kind, string Key) : IComparable<ParameterId>
{
    /// <summary>A link of a pathway state to a symptom.</summary>
    public static ParameterId Of(SymptomId symptom, SymptomLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return new(ParameterKind.SymptomLink, $"{link.Pathway}/{Word(link.Direction)}/{symptom}");
    }

    /// <summary>An effect of an intervention on a pathway.</summary>
    public static ParameterId Of(InterventionId intervention, InterventionEffect effect)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return new(ParameterKind.Efficacy, $"{intervention}/{effect.Pathway}/{(effect.Corrects is { } d ? Word(d) : "either")}");
    }

    /// <summary>A loading of a marker.</summary>
    public static ParameterId Of(string marker, MarkerLoading loading)
    {
        ArgumentNullException.ThrowIfNull(loading);
        return new(ParameterKind.MarkerLoading, $"{marker}/{loading.Pathway}/{Word(loading.Direction)}");
    }

    /// <summary>A compensation coupling.</summary>
    public static ParameterId Of(CompensationCoupling coupling)
    {
        ArgumentNullException.ThrowIfNull(coupling);
        return new(ParameterKind.Coupling, $"{coupling.Cause}/{coupling.Responder}");
    }

    /// <summary>Kind, then ordinal order of keys.</summary>
    public int CompareTo(ParameterId? other) => other is null ? 1 : Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Key, other.Key);

    /// <summary>Less than.</summary>
    public static bool operator <(ParameterId left, ParameterId right) => Comparer<ParameterId>.Default.Compare(left, right) < 0;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(ParameterId left, ParameterId right) => Comparer<ParameterId>.Default.Compare(left, right) <= 0;

    /// <summary>Greater than.</summary>
    public static bool operator >(ParameterId left, ParameterId right) => Comparer<ParameterId>.Default.Compare(left, right) > 0;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(ParameterId left, ParameterId right) => Comparer<ParameterId>.Default.Compare(left, right) >= 0;

    private static string Word(AlterationDirection direction) => direction == AlterationDirection.Hypofunction ? "hypo" : "hyper";
}
