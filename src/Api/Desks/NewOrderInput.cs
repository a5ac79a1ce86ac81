namespace TimeBank.Api.Desks;

/// <summary>What is typed while the phone is at the ear: all of it text, so that nothing is lost when something is missing.</summary>
public sealed class NewOrderInput
{
    /// <summary>Which button: <c>find</c> or <c>place</c>.</summary>
    public string? Do { get; set; }

    public string? Phone { get; set; }
    public string? Name { get; set; }

    /// <summary>The person who was found, or <c>new</c>: it is somebody else than those who are alike.</summary>
    public string? Person { get; set; }

    /// <summary>Of a new person; the desk's own site when absent.</summary>
    public string? Home { get; set; }

    public string? Address { get; set; }

    /// <summary>As it stands on the menu, in either language, or a part of it.</summary>
    public string? Item { get; set; }

    public string? Urgency { get; set; }
    public string? Places { get; set; }
    public string? Need { get; set; }

    /// <summary>It is another need than the open order of the same kind.</summary>
    public string? Despite { get; set; }

    public const string NewPerson = "new";
}
