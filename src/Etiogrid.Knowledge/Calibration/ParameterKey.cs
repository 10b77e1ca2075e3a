using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Grid;

namespace Etiogrid.Knowledge.Calibration;

/// <summary>Keys of parameters that belong to more than one row.</summary>
internal static class ParameterKey
{
    /// <summary>pathway/direction/symptom.</summary>
    public static string Link(PathwayId pathway, AlterationDirection direction, SymptomId symptom) =>
        $"{pathway}/{(direction == AlterationDirection.Hypofunction ? "hypo" : "hyper")}/{symptom}";
}
