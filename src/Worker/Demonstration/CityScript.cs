using System.Text.Json;
using TimeBank.Events;
using TimeBank.Menu;
using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Worker.Demonstration;

/// <summary>Who and what a demonstration county is made of: deploy/demonstration/city.json. People who do not exist, at places that do.</summary>
/// <param name="Root">The code of the city; its administrator comes first.</param>
/// <param name="Station">The code of the station at which most of it happens.</param>
/// <param name="StaffHours">When somebody answers the telephone there.</param>
internal sealed record CityScript(
    string Root, string County, string Station, string StaffHours, CastMember[] Cast, Place[] Places, NamePool Names, ItemScript[] Items, QualificationShare[] Qualifications, Phrases Phrases)
{
    /// <exception cref="DeploymentFault">It cannot be read, or is no such file.</exception>
    public static CityScript Read(string file)
    {
        try { return JsonSerializer.Deserialize<CityScript>(File.ReadAllBytes(file), WireJson.Options)!; }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new DeploymentFault($"{file} cannot be read: {unreadable.Message}");
        }
    }
}

/// <summary>Somebody whose account the demonstration hands out, or who is known by name in its guide.</summary>
/// <param name="Phone">Null: somebody who calls.</param>
internal sealed record CastMember(
    string Id, string Role, string Name, Sex Sex, string? Phone, DateOnly BirthDate, string? Address, ServiceField[]? Fields, string[]? Skills);

/// <param name="Weight">How many live there, relative to the other places; 0 for those that only have an office.</param>
/// <param name="Estates">What an address there begins with.</param>
internal sealed record Place(string Code, int Weight, string Phone, double Latitude, double Longitude, string[] Estates)
{
    /// <summary>A station's code begins with its office's, an office's with its county's.</summary>
    public string OfficeCode => Code[..Math.Min(9, Code.Length)];
}

internal sealed record NamePool(string Surnames, string[] ElderMale, string[] ElderFemale, string[] Male, string[] Female);

/// <param name="From">The first hour of a day at which it is wanted, <paramref name="Until"/> the last.</param>
/// <param name="Places">How many it takes; absent: one.</param>
/// <param name="Centre">The station wants it, not a resident.</param>
/// <param name="Skill">What a volunteer says who can do it.</param>
internal sealed record ItemScript(string Code, int Weight, int From, int Until, string[] Needs, Urgency? Urgency, int? Places, bool Centre, string? Skill);

/// <param name="Share">Of a hundred volunteers.</param>
internal sealed record QualificationShare(string Name, ServiceField Field, int Share);

internal sealed record Phrases(
    string[] Solved, string[] Partly, string[] Unsolved, string[] Withdrawn, string[] Rejected, string[] GivenBack, string[] Returned, string[] Settled, string[] Resolved, string[] Complaints, string[] Reports);
