namespace Etiogrid.Knowledge.Grid;

/// <summary>How often an alteration of a pathway goes this way, in (0, 1].</summary>
public sealed record DirectionWeight(AlterationDirection Direction, double Weight);
