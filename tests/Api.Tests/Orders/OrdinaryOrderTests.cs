using TimeBank.Orders;
using TimeBank.Records;

namespace TimeBank.Api.Tests.Orders;

/// <summary>点单 → 派单 → 接单 → 评单 → 时间存折.</summary>
public sealed class OrdinaryOrderTests(Api api) : Journey(api)
{
    [Fact]
    public async Task The_ordinary_order_becomes_verified_minutes()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await Dispatcher.SeesAsync(order, OrderState.Placed);
        await Dispatcher.OffersAsync(order, volunteer);
        await volunteer.SeesAsync(order, OrderState.Offered);
        await volunteer.AcceptsAsync(order);
        await Resident.SeesAsync(order, OrderState.Accepted);

        AtThePlannedTime(order);
        await volunteer.ArrivesAsync(order);
        await Resident.SeesAsync(order, OrderState.InService);
        Pass(minutes: 95);
        await volunteer.LeavesAsync(order);
        await Resident.SeesAsync(order, OrderState.Served);
        await volunteer.HasAsync(verified: 95, lines: []);   // the record stands from the check-out; the credit waits for the rating

        await Resident.RatesAsync(order);
        Assert.False((await Resident.SeesAsync(order, OrderState.Rated)).Credited);
        await TheWorkerCreditsAsync();
        Assert.True((await Resident.SeesAsync(order)).Credited);
        await volunteer.HasAsync(verified: 95);
    }

    [Fact]
    public async Task Three_volunteers_finish_at_different_times_and_each_has_own_minutes()
    {
        Actor[] three = [await VolunteerAsync("赵一"), await VolunteerAsync("钱二"), await VolunteerAsync("孙三")];
        var order = await Resident.OrdersAsync(places: 3);
        await TakenAsync(order, three);
        AtThePlannedTime(order);
        foreach (var volunteer in three) { await volunteer.ArrivesAsync(order); }

        foreach (var (volunteer, minutes) in three.Zip([30, 25, 20]))
        {
            await Resident.SeesAsync(order, OrderState.InService);
            Pass(minutes);
            await volunteer.LeavesAsync(order);
        }

        await Resident.SeesAsync(order, OrderState.Served);
        await Resident.RatesAsync(order);
        await TheWorkerCreditsAsync();
        await three[0].HasAsync(verified: 30);
        await three[1].HasAsync(verified: 55);
        await three[2].HasAsync(verified: 75);
    }

    [Fact]
    public async Task A_volunteer_grabs_it_from_the_pool()
    {
        var volunteer = await VolunteerAsync(home: Town.OtherStation);
        var order = await Resident.OrdersAsync();
        await Dispatcher.OpensToThePoolAsync(order);
        await volunteer.AcceptsAsync(order);
        AtThePlannedTime(order);
        await volunteer.ArrivesAsync(order);
        Pass(minutes: 60);
        await volunteer.LeavesAsync(order);
        await Resident.RatesAsync(order);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 60);
    }

    [Fact]
    public async Task Silence_is_no_answer_and_is_paid_after_three_days()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await ServedAsync(order, volunteer, 45);
        PassDays(2);
        await TheWorkerTimesOutRatingsAsync();
        await Resident.SeesAsync(order, OrderState.Served);

        PassDays(1);
        await TheWorkerTimesOutRatingsAsync();
        var rating = (await Resident.SeesAsync(order, OrderState.Rated)).Rating!;
        Assert.Equal((Answer.NoAnswer, (int?)null), (rating.Answer, rating.Stars));
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 45);
    }

    [Theory]
    [InlineData(Answer.Unsolved, null)]
    [InlineData(Answer.Solved, 2)]
    public async Task A_complaint_is_settled_by_staff_and_the_minutes_are_paid_all_the_same(Answer answer, int? stars)
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await ServedAsync(order, volunteer, 50);
        await Resident.RatesAsync(order, answer, stars, words: "病没看成");
        var complaint = Assert.Single((await Dispatcher.SeesAsync(order, OrderState.Rated)).Cases);
        Assert.Equal((CaseKind.Complaint, CaseState.Open), (complaint.Kind, complaint.State));
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 50);

        await Dispatcher.MovesAsync(order, new { action = "CloseCase", caseId = complaint.Id, words = "已上门道歉" });
        Assert.Equal(CaseState.Closed, Assert.Single((await Dispatcher.SeesAsync(order)).Cases).State);
        await volunteer.HasAsync(verified: 50);
    }

    [Fact]
    public async Task The_record_names_its_witnesses()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await ServedAsync(order, volunteer, 50);
        var record = Assert.Single((await Dispatcher.SeesAsync(order)).Assignments).Record!;
        Assert.Equal((50, Standing.Verified, Standing.Verified, true), (record.Minutes, record.Standing, record.FirstStanding, record.Counts));
        Assert.Equal([WitnessHow.StartCode, WitnessHow.EndCode, WitnessHow.Dispatched], record.Witnesses.Order());
    }
}
