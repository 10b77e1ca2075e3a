using System.Globalization;
using Etiogrid.Core.Measures;
using Etiogrid.Studies.Measures;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Composition;

/// <summary>What a person has, modality by modality, always in the same order.</summary>
internal static class ModalityComposer
{
    public static IReadOnlyList<ModalityStatus> Compose(PersonData person)
    {
        int known = person.Exposures.Count(e => e.Present is not null);
        int symptoms = person.Symptoms.Count(s => s.Present is not null || s.Rating is not null);
        int labs = person.Features.Count(f => f.Feature.Modality == Modality.Laboratory);
        int regional = person.Features.Count(f => f.Feature.Modality == Modality.Imaging && !f.Feature.Measure.StartsWith("coloc", StringComparison.Ordinal));
        return
        [
            new(Modality.Genetics, "Genotypes", person.Genetics is null ? Presence.Absent : Presence.Measured, Genotypes(person.Genetics)),
            Counted(Modality.Exposure, "Exposures", known, person.Exposures.Count),
            Counted(Modality.Symptom, "Symptoms", symptoms, person.Symptoms.Count),
            new(Modality.Laboratory, "Laboratory", labs > 0 ? Presence.Measured : Presence.Absent, labs > 0 ? Text($"{labs} values") : ""),
            new(Modality.Imaging, "Brain map", person.Map is null && regional == 0 ? Presence.Absent : Presence.Measured, regional > 0 ? Text($"{regional} regional values") : ""),
            new(Modality.Connectome, "Resting fMRI", person.Recording is null ? Presence.Absent : Presence.Measured, person.Recording is null ? "" : Text($"{person.Recording.Measurement.Volumes} volumes")),
            new(Modality.Eeg, "EEG", Presence.Absent, ""),
            new(Modality.Behaviour, "Task behaviour", Presence.Absent, ""),
            new(Modality.Digital, "Phone, actigraphy", Presence.Absent, ""),
        ];
    }

    private static ModalityStatus Counted(Modality modality, string name, int known, int all) => new(
        modality,
        name,
        known == 0 ? Presence.Absent : known < all ? Presence.Partial : Presence.Measured,
        known == 0 ? "" : Text($"{known} of {all}"));

    private static string Genotypes(GeneticsPerson? genetics) =>
        genetics is null || !double.IsFinite(genetics.MatchedShare) ? "" : Text($"{100 * genetics.MatchedShare:0} % matched");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
