using System.Globalization;
using TimeBank.Api.Http;
using TimeBank.Desks;
using TimeBank.Menu;
using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Api.Desks;

/// <summary>An order for a caller in one form: who calls, what is needed, when. Whoever is not known yet is enrolled with it.</summary>
public sealed class CallerOrder(PersonQueries persons, EnrolPerson enrol, OrderDesk orders, PersonFileQueries files, Once once, LocalTime local)
{
    public static readonly Refusal WhoCalls = new("caller.unknown", RefusalKind.Invalid, "Who is it for? Type the phone or the name, and press Find.", "是谁要帮忙？请填电话或姓名，再点“查找”。");
    public static readonly Refusal WhichItem = new("caller.item", RefusalKind.Invalid, "Choose a service from the menu; typing a part of its name is enough.", "请从服务项目里选一项，打几个字就能找到。");
    public static readonly Refusal ChooseOne = new("caller.choose", RefusalKind.Conflict, "There are several people of that name or phone. Choose one, or say that it is somebody new.", "有几位同名或同号的人，请选一位，或者选“登记新人”。");

    private const int MostShown = 10;

    /// <summary>People of that phone, name or number, with what they have open.</summary>
    public IReadOnlyList<PersonView> Found { get; private set; } = [];

    public IReadOnlyDictionary<Guid, IReadOnlyList<PersonOrder>> Open { get; private set; } = new Dictionary<Guid, IReadOnlyList<PersonOrder>>();

    /// <summary>Who may be the same, masked, where a new person was to be enrolled.</summary>
    public IReadOnlyList<PossibleDuplicate> Alike { get; private set; } = [];

    /// <summary>The open order of the same kind.</summary>
    public Guid? Duplicate { get; private set; }

    /// <summary>By whichever was typed: the phone is the surest.</summary>
    public async Task<Refusal?> FindAsync(Guid callerId, NewOrderInput typed, CancellationToken ct)
    {
        PersonSearch? asked = Text(typed.Phone) is { } phone ? new(phone, null, null)
            : Text(typed.Name) is { } name ? IsNumber(name) ? new(null, null, name) : new(null, name, null)
            : null;
        if (asked is null) { return WhoCalls; }
        if (!(await persons.SearchAsync(callerId, asked, MostShown, ct)).IsDone(out var found, out var why)) { return why; }
        await ShowAsync(found, ct);
        if (found is [var only] && typed.Person != NewOrderInput.NewPerson) { typed.Person = only.Id.ToString(); }
        return null;
    }

    /// <summary>Draws whoever was chosen again.</summary>
    public async Task ShowChosenAsync(Guid callerId, NewOrderInput typed, CancellationToken ct)
    {
        if (Found.Count == 0 && Guid.TryParse(typed.Person, out var id) && (await persons.FindAsync(callerId, id, ct)).IsDone(out var person, out _)) { await ShowAsync([person], ct); }
    }

    public async Task<Outcome<OrderReceipt>> PlaceAsync(CommandKey key, Guid callerId, Guid siteId, NewOrderInput typed, IReadOnlyList<ServiceItemView> menu, (string? Day, string? From, string? Until) when, CancellationToken ct)
    {
        CommandKey enrolKey = new(key.CallerId, $"{key.Key}-person", key.Hash);
        // Tapped twice: the person who is found now is the one whom the first tap enrolled.
        if (Text(typed.Person) is null && await once.AnsweredAsync<Guid>(enrolKey, ct) is null)
        {
            if (await FindAsync(callerId, typed, ct) is { } unknown) { return unknown; }
            if (Found.Count > 0) { return ChooseOne; }   // also a single one: whose name it is may be another's
        }

        if (Named.IsUnknown<Urgency>(typed.Urgency)) { return HttpRefusals.Unreadable; }
        if (ItemOf(typed.Item, menu) is not { } item) { return WhichItem; }
        if (!DeskTime.Read(when.Day, when.From, when.Until, item.UsualMinutes, local).IsDone(out var span, out var why)) { return why; }
        if (!(await PersonAsync(enrolKey, callerId, siteId, typed, ct)).IsDone(out var personId, out why)) { return why; }
        typed.Person = personId.ToString();   // enrolled is enrolled, also where the order is refused
        await ShowChosenAsync(callerId, typed, ct);
        var known = Found.FirstOrDefault(p => p.Id == personId);
        var urgency = Named.Member<Urgency>(typed.Urgency) ?? Urgency.Ordinary;
        var places = int.TryParse(typed.Places, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1;
        var placed = await orders.PlaceAsync(key, callerId, new(
            null, item.Id, personId, OrderOrigin.Resident, urgency, places, span.From, span.Until, Text(typed.Need) ?? item.Name, Text(typed.Address) ?? known?.Address ?? "", typed.Despite == "true"), ct);
        if (placed is Outcome<OrderReceipt>.Refused(var no) && no.Facts.GetValueOrDefault("orderId") is Guid open) { Duplicate = open; }
        return placed;
    }

    /// <summary>What was typed names an item where it is its name, or the only one that has it in its name.</summary>
    public static ServiceItemView? ItemOf(string? typed, IReadOnlyList<ServiceItemView> menu)
    {
        if (Text(typed) is not { } said) { return null; }
        bool Is(string name) => string.Equals(name, said, StringComparison.OrdinalIgnoreCase);
        bool Has(string name) => name.Contains(said, StringComparison.OrdinalIgnoreCase);
        return menu.FirstOrDefault(i => Is(i.Name) || Is(i.NameEn) || Is(i.Code)) ?? (menu.Where(i => Has(i.Name) || Has(i.NameEn)).Take(2).ToList() is [var only] ? only : null);
    }

    private async Task<Outcome<Guid>> PersonAsync(CommandKey enrolKey, Guid callerId, Guid siteId, NewOrderInput typed, CancellationToken ct)
    {
        if (Guid.TryParse(typed.Person, out var chosen)) { return chosen; }
        var enrolled = await enrol.EnrolAsync(enrolKey, callerId, new(
            Guid.TryParse(typed.Home, out var home) ? home : siteId, Text(typed.Name) ?? "", Text(typed.Phone), Text(typed.Address), Sex.Unknown, null, null, typed.Person == NewOrderInput.NewPerson), ct);
        if (enrolled is Outcome<Guid>.Refused(var why) && why.Facts.GetValueOrDefault("candidates") is PossibleDuplicate[] alike) { Alike = alike; }
        return enrolled;
    }

    private async Task ShowAsync(IReadOnlyList<PersonView> found, CancellationToken ct) =>
        (Found, Open) = (found, await files.OpenOrdersAsync([.. found.Select(p => p.Id)], ct));

    private static bool IsNumber(string text) => text.Length > 1 && text[0] is 'V' or 'v' && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
