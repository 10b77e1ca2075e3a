namespace Etiogrid.Imaging.Groups;

/// <summary>How people are exchanged between groups.</summary>
public enum GroupNull
{
    /// <summary>Any exchange, each as likely; all of them when they are no more than the asked number.</summary>
    Plain,

    /// <summary>
    /// JuSpace's rule: both new groups hold each old group in proportion (within pairs: half of the pairs are swapped).
    /// It leaves out exchanges near the observed one and is slightly too liberal; for parity only.
    /// </summary>
    Proportional,
}
