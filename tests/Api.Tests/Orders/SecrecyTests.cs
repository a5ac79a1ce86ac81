using TimeBank.Orders;

namespace TimeBank.Api.Tests.Orders;

/// <summary>What is nobody's business is not in any answer they get; the raw JSON is looked at, not what it means.</summary>
public sealed class SecrecyTests(Api api) : Journey(api)
{
    private const string Name = "李桂芳";
    private const string Phone = "13800138111";

    [Fact]
    public async Task Codes_are_read_by_the_residents_side_alone_and_only_when_they_are_due()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await TakenAsync(order, volunteer);
        var codes = Town.CodesOf(await volunteer.VisitAsync(order));
        await NobodyReadsAsync(order, codes, Resident, Dispatcher, Manager, volunteer);

        AtThePlannedTime(order, after: -119);
        Assert.Equal(codes.Start, await Resident.CodeForAsync(order, volunteer));
        Assert.DoesNotContain($"\"{codes.End}\"", await WhatReadsAsync(Resident, order), StringComparison.Ordinal);
        await NobodyReadsAsync(order, codes, Dispatcher, Manager, volunteer);

        await volunteer.ArrivesAsync(order);
        Assert.Equal(codes.End, await Resident.CodeForAsync(order, volunteer));
        await NobodyReadsAsync(order, codes, Dispatcher, Manager, volunteer);

        await volunteer.LeavesAsync(order);
        await NobodyReadsAsync(order, codes, Resident, Dispatcher, Manager, volunteer);
    }

    [Fact]
    public async Task Address_phone_and_need_are_for_volunteers_only_while_they_are_assigned()
    {
        var resident = Of(await Town.PersonAsync(Name, phone: Phone));
        var (volunteer, asked) = (await VolunteerAsync("赵一"), await VolunteerAsync("钱二"));
        var order = await resident.OrdersAsync(places: 2);
        await Dispatcher.OffersAsync(order, volunteer, asked);
        await KnowsNothingAsync(volunteer, order);

        await volunteer.AcceptsAsync(order);
        await KnowsAsync(volunteer, order);
        await KnowsNothingAsync(asked, order);
        AtThePlannedTime(order);
        await volunteer.ArrivesAsync(order);
        await KnowsAsync(volunteer, order);
        await volunteer.LeavesAsync(order);
        await KnowsNothingAsync(volunteer, order);
        await resident.RatesAsync(order, words: "谢谢小赵");
        await KnowsNothingAsync(volunteer, order);
        Assert.DoesNotContain("谢谢小赵", await WhatReadsAsync(volunteer, order), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pool_tells_what_and_when_and_not_who_or_where()
    {
        var resident = Of(await Town.PersonAsync(Name, phone: Phone));
        var volunteer = await VolunteerAsync();
        var order = await resident.OrdersAsync();
        await Dispatcher.OpensToThePoolAsync(order);
        await KnowsNothingAsync(volunteer, order);
        Assert.Contains((await volunteer.ReadAsync("/api/v1/pool?size=200")).As<Page<PoolLine>>().Items, line => line.Id == order.Id);

        await volunteer.AcceptsAsync(order);
        await KnowsAsync(volunteer, order);
        await volunteer.GivesBackAsync(order);
        await KnowsNothingAsync(volunteer, order);
    }

    [Fact]
    public async Task The_resident_learns_a_family_name_and_a_number_and_who_declined_stays_unknown()
    {
        var (volunteer, declined) = (await VolunteerAsync("赵志远"), await VolunteerAsync("钱二"));
        var rare = await VolunteerAsync("𠮷野");   // a family name outside the basic plane is one character too
        var order = await Resident.OrdersAsync(places: 2);
        await Dispatcher.OffersAsync(order, volunteer, declined, rare);
        await declined.DeclinesAsync(order);
        await volunteer.AcceptsAsync(order);
        await rare.AcceptsAsync(order);

        var read = await WhatReadsAsync(Resident, order);
        Assert.DoesNotContain("赵志远", read, StringComparison.Ordinal);
        Assert.DoesNotContain(declined.Id.ToString(), read, StringComparison.Ordinal);
        var view = await Resident.SeesAsync(order);
        Assert.Equal(["赵老师", "𠮷老师"], view.Assignments.Select(a => a.Volunteer).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(view.History, line => line.Name == "order.offer_declined.v1");
    }

    private static async Task KnowsAsync(Actor volunteer, PlacedOrder order)
    {
        var view = await volunteer.SeesAsync(order);
        Assert.Equal((Actor.Need, Actor.Address, Name, Phone), (view.Need, view.Address, view.Served?.Name, view.Served?.Phone));
    }

    private static async Task KnowsNothingAsync(Actor volunteer, PlacedOrder order)
    {
        var read = await WhatReadsAsync(volunteer, order);
        foreach (var secret in new[] { Actor.Need, Actor.Address, Name, Phone, order.Orderer.Id.ToString() }) { Assert.DoesNotContain(secret, read, StringComparison.Ordinal); }
    }

    private static async Task NobodyReadsAsync(PlacedOrder order, VisitCodes codes, params Actor[] readers)
    {
        foreach (var reader in readers)
        {
            var read = await WhatReadsAsync(reader, order);
            Assert.DoesNotContain($"\"{codes.Start}\"", read, StringComparison.Ordinal);
            Assert.DoesNotContain($"\"{codes.End}\"", read, StringComparison.Ordinal);
        }
    }

    /// <summary>Every answer in which this order may show.</summary>
    private static async Task<string> WhatReadsAsync(Actor reader, PlacedOrder order)
    {
        string[] paths = [$"/api/v1/orders/{order.Id}", "/api/v1/orders?list=Offered", "/api/v1/orders?list=Assigned", "/api/v1/pool?size=200&all=true", "/api/v1/me/records", "/api/v1/messages"];
        var read = "";
        foreach (var path in paths) { read += (await reader.ReadAsync(path)).Body; }
        return read;
    }
}
