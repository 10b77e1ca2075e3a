namespace Etiogrid.Studies.Results;

/// <summary>The methods sentence of a step that ran, with its citations.</summary>
/// <param name="Step">Step key.</param>
/// <param name="Text">Sentence in our words, CC0.</param>
/// <param name="Citations">Full citations with DOI.</param>
public sealed record MethodStatement(string Step, string Text, IReadOnlyList<string> Citations);
