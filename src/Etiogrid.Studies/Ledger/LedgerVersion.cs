using Etiogrid.Inference.Learning;

namespace Etiogrid.Studies.Ledger;

/// <summary>A version of a ledger with its parameters.</summary>
/// <param name="Version">From 1; 0 is the literature.</param>
/// <param name="Parameters">What was learned.</param>
public sealed record LedgerVersion(int Version, LearnedParameters Parameters);
