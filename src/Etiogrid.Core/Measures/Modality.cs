namespace Etiogrid.Core.Measures;

/// <summary>Where a measurement comes from. Evidence within one modality enters inference as one joint likelihood.</summary>
public enum Modality
{
    /// <summary>Genotypes turned into pathway-specific polygenic scores.</summary>
    Genetics,

    /// <summary>Environmental exposures.</summary>
    Exposure,

    /// <summary>Symptom scales.</summary>
    Symptom,

    /// <summary>Blood and other laboratory values.</summary>
    Laboratory,

    /// <summary>Brain maps and their co-localisation with pathway atlases.</summary>
    Imaging,

    /// <summary>Functional or structural connectivity.</summary>
    Connectome,

    /// <summary>Electroencephalography.</summary>
    Eeg,

    /// <summary>Task behaviour.</summary>
    Behaviour,

    /// <summary>Phone, actigraphy and momentary assessment.</summary>
    Digital,
}
