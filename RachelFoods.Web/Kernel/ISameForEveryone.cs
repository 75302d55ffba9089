namespace RachelFoods.Web.Kernel;

/// <summary>Marks a page that is made once and sent to everyone: it neither knows who asks nor sets a cookie.</summary>
public interface ISameForEveryone;
