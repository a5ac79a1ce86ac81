using TimeBank.Menu;
using TimeBank.People;
using TimeBank.Sites;

namespace TimeBank.Worker.Demonstration;

/// <summary>The demonstration county as the play knows it: its people, and who of them has which say where.</summary>
/// <param name="Places">Those of the script that this play uses, the main station first among the stations.</param>
internal sealed record County(CityScript Script, IReadOnlyList<Place> Places, IReadOnlyList<Townsperson> People, IReadOnlyDictionary<string, Site> Sites, IReadOnlyDictionary<string, ServiceItem> Menu)
{
    public IReadOnlyList<Place> Stations { get; } = [.. Places.Where(p => p.Weight > 0)];

    public IReadOnlyList<Townsperson> Volunteers { get; } = [.. People.Where(p => p.Volunteers)];

    public Townsperson Administrator => Cast("administrator");

    public Townsperson Cast(string id) => People.First(p => p.Key == id);

    public Place PlaceOf(string code) => Places.First(p => p.Code == code);

    /// <summary>Those who may dispatch there, the nearest first.</summary>
    public List<Townsperson> Dispatchers(Place at) => Staff(at, Right.Dispatcher);

    /// <summary>Those who may approve there, the nearest first; two at least.</summary>
    public List<Townsperson> Approvers(Place at) => Staff(at, Right.Manager);

    /// <summary>Who enrols people there. Nobody who dispatches: whoever made an account is no independent witness of its codes.</summary>
    public Townsperson Enroller(Place at) => Staff(at.Code.Length > 9 ? PlaceOf(at.OfficeCode) : at, Right.Manager)[0];

    /// <summary>Stations of the same office; an order can be forwarded there.</summary>
    public List<Place> Sisters(Place at) => [.. Stations.Where(p => p != at && p.OfficeCode == at.OfficeCode)];

    private List<Townsperson> Staff(Place at, Right right) =>
    [
        .. from person in People
           from office in person.Offices
           where office.Right == right && at.Code.StartsWith(office.At.Code, StringComparison.Ordinal)
           orderby office.At.Code.Length descending
           select person,
    ];
}
