using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>An environmental exposure.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Display name.</param>
/// <param name="Window">Developmental window.</param>
/// <param name="Frequency">Population frequency.</param>
/// <param name="FrequencyMeaning">What the frequency counts.</param>
/// <param name="FrequencySource">Where the frequency is from.</param>
/// <param name="FrequencyVerification">How far the frequency was checked.</param>
/// <param name="Mappable">False where it must not be mapped to biology by default.</param>
/// <param name="SubjectiveAppraisal">True where its effect depends on how it is experienced.</param>
/// <param name="Modifiable">Whether it can be changed.</param>
/// <param name="Specificity">Remark on what it is specific for.</param>
/// <param name="Periods">Developmental windows it falls into.</param>
/// <param name="Dose">What more or less of it means.</param>
/// <param name="Appraisal">How the experience of it changes its effect; empty where that is not stated.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record ExposureRow(
    ExposureId Id,
    string Name,
    string Window,
    double Frequency,
    string FrequencyMeaning,
    SourceKey FrequencySource,
    Verification FrequencyVerification,
    bool Mappable,
    bool SubjectiveAppraisal,
    string Modifiable,
    string Specificity,
    IReadOnlyList<string> Periods,
    string Dose,
    string Appraisal,
    Claim Claim)
{
    /// <summary>What stands behind the frequency, apart from what stands behind the row.</summary>
    public Claim FrequencyClaim => new(FrequencySource, FrequencyMeaning, FrequencyVerification, "");

    internal static ExposureRow Parse(RowReader row) => new(
        new(row.Text("exposure")),
        row.Text("name"),
        row.Text("window"),
        row.Number("frequency"),
        row.Text("frequency_meaning"),
        new(row.Text("frequency_source")),
        row.Named<Verification>("frequency_verification"),
        row.YesNo("mappable"),
        row.YesNo("subjective_appraisal"),
        row.Text("modifiable"),
        row.Text("specificity"),
        row.Words("periods"),
        row.Text("dose"),
        row.Text("appraisal"),
        row.Claim());
}
