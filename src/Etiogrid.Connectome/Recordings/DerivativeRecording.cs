namespace Etiogrid.Connectome.Recordings;

/// <summary>A parcellated recording of fMRIPrep/XCP-D derivatives with the files that belong to it.</summary>
/// <param name="TimeSeries">The recording.</param>
/// <param name="Participant">Label of <c>sub-</c>.</param>
/// <param name="Session">Label of <c>ses-</c>, or empty.</param>
/// <param name="Task">Label of <c>task-</c>, or empty.</param>
/// <param name="Run">Label of <c>run-</c>, or empty.</param>
/// <param name="Atlas">Label of <c>seg-</c> or <c>atlas-</c>, or empty.</param>
/// <param name="Confounds">fMRIPrep's confounds table, or null.</param>
/// <param name="Motion">XCP-D's motion table, or null.</param>
/// <param name="Outliers">XCP-D's table of censored volumes, or null.</param>
/// <param name="RepetitionTimeSeconds">Seconds between volumes from the sidecar, or null.</param>
public sealed record DerivativeRecording(
    string TimeSeries,
    string Participant,
    string Session,
    string Task,
    string Run,
    string Atlas,
    string? Confounds,
    string? Motion,
    string? Outliers,
    double? RepetitionTimeSeconds);
