namespace Etiogrid.Core.Measures;

/// <summary>The scales of the signalling fingerprint, from molecule to behaviour (Gupta et al.).</summary>
public enum Scale
{
    /// <summary>Molecules: genes, transmitters, laboratory values.</summary>
    Molecular,

    /// <summary>Synapse and cell.</summary>
    Cellular,

    /// <summary>Circuits of a few regions.</summary>
    Circuit,

    /// <summary>Large-scale networks.</summary>
    Network,

    /// <summary>Rhythms.</summary>
    Oscillation,

    /// <summary>Behaviour and symptoms.</summary>
    Behaviour,
}
