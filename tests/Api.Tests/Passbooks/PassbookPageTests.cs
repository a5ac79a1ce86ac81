using System.Net;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using TimeBank.Api.Http;
using TimeBank.Orders;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Passbooks;

public sealed class PassbookPageTests(Api api) : IClassFixture<Api>
{
    private readonly Town _town = api.Town;

    [Fact]
    public async Task The_book_its_pages_its_booklet_and_the_record()
    {
        var volunteer = await _town.VolunteerAsync("王志远");
        for (var visit = 0; visit < 13; visit++) { await RatedAsync(volunteer, 30 + visit); }
        await _town.CreditAsync();

        using var phone = await api.Host.ReadsPagesAsync(volunteer);
        await phone.GoAsync("/passbook");
        phone.Reads("7 小时 48 分可用").Reads("王志远").Reads("发证：昭明台社区").Reads("累计服务7 小时 48 分");
        Assert.Equal(13, phone.Page.QuerySelectorAll(".book li").Length);
        Assert.NotNull(phone.Page.QuerySelector("svg.seal[aria-label='昭明台社区 时间存折']"));
        Assert.Empty(phone.Page.QuerySelectorAll("[style]"));

        await phone.FollowAsync("打印存折");
        var leaves = phone.Page.QuerySelectorAll(".leaf");
        Assert.Equal(3, leaves.Length);   // the cover, eleven lines, two lines
        Assert.Equal(13, phone.Page.QuerySelectorAll(".leaf tbody tr").Length);
        Assert.Equal("30 分钟", leaves[1].QuerySelector("tbody tr td:last-child")!.TextContent.Trim());
        Assert.Equal("7 小时 48 分", leaves[2].QuerySelector("tfoot td:last-child")!.TextContent.Trim());
        Assert.Equal(5, leaves[1].QuerySelectorAll("svg.seal text[transform]").Length);   // 昭明台社区, letter by letter
        Assert.Null(phone.Page.QuerySelector("nav.tabs"));

        await phone.GoAsync("/records");
        phone.Reads("一共服务 7 小时 48 分，13 次").Reads("卫生健康").Reads("居民评价：解决了 ★★★★★").Reads("这一条不对？").Reads("订单号");
        Assert.Equal("13", phone.Page.QuerySelector("tfoot td:last-child")!.TextContent);
        using var client = await api.Host.AsAsync(volunteer);
        Assert.Equal(468, (await client.ReadAsync("/api/v1/me/service-hours")).Json[0].GetProperty("verifiedMinutes").GetInt64());
    }

    [Fact]
    public async Task A_long_book_goes_on_where_the_page_ended()
    {
        var volunteer = await _town.VolunteerAsync("赵一");
        for (var visit = 0; visit < 31; visit++) { await RatedAsync(volunteer, 10); }
        await _town.CreditAsync();
        using var phone = await api.Host.ReadsPagesAsync(volunteer);
        await phone.GoAsync("/passbook");
        Assert.Equal(30, phone.Page.QuerySelectorAll(".book li").Length);
        await phone.FollowAsync("看更多");
        Assert.Single(phone.Page.QuerySelectorAll(".book li"));
        phone.Reads("结余 10 分钟");
    }

    [Fact]
    public async Task In_English_a_service_has_its_English_name()
    {
        var volunteer = await _town.VolunteerAsync("孙三");
        await RatedAsync(volunteer, 20);
        await _town.CreditAsync();
        using var phone = await api.Host.ReadsPagesAsync(volunteer);
        foreach (var page in new[] { "/passbook?lang=en", "/passbook/print", "/records" }) { (await phone.GoAsync(page)).Reads("Hospital escort"); }
    }

    [Fact]
    public async Task Declared_minutes_carry_their_own_mark()
    {
        var volunteer = await _town.VolunteerAsync("钱二");
        var order = await _town.PlacedAsync(from: _town.Clock.GetUtcNow().AddHours(2));
        var visit = await _town.AcceptedAsync(order, volunteer);
        _town.Clock.Advance(TimeSpan.FromHours(2));
        await _town.DoAsync(_town.Dispatcher, new CheckInVisit(order, visit, null));
        _town.Clock.Advance(TimeSpan.FromMinutes(40));
        await _town.DoAsync(_town.Dispatcher, new CheckOutVisit(order, visit, null, VisitOutcome.Done));
        using var phone = await api.Host.ReadsPagesAsync(volunteer);
        (await phone.GoAsync("/records")).Reads("等待第二人核准").Reads("另有 40 分钟 等待第二人核准");
        await _town.DoAsync(_town.Manager, new ApproveCase(order, (await _town.SeeAsync(order, _town.Manager)).Cases.Single().Id));
        await _town.RatedAsync(order);
        await _town.CreditAsync();
        await phone.GoAsync("/passbook");
        Assert.NotNull(phone.Page.QuerySelector(".book .stamp.declared"));
    }

    [Fact]
    public async Task Without_the_program_the_print_page_says_how_to_print()
    {
        await using var bare = api.Host.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.AddSingleton(_ => new Pdf("no-such-program"))));
        var (name, value) = await api.Host.CookieOfAsync(await _town.VolunteerAsync("孙三"));
        using PageReader phone = new(bare.CreateDefaultClient(new Microsoft.AspNetCore.Mvc.Testing.Handlers.CookieContainerHandler(Jar(name, value))));
        await phone.GoAsync("/passbook.pdf", 409);
        Assert.Equal("pdf.not_installed", phone.Refusal);
        phone.Reads("另存为 PDF");
        Assert.Equal(2, phone.Page.QuerySelectorAll(".leaf").Length);
        Assert.Null(phone.Page.QuerySelector("a[href^='/passbook.pdf']"));   // what cannot be done is not offered
    }

    /// <summary>What stands in for WeasyPrint prints what it was handed: the leaves and their style, whole.</summary>
    [Fact]
    public async Task With_the_program_the_same_leaves_become_a_file()
    {
        var program = Path.Combine(Path.GetTempPath(), $"prints-{_town.NewId():N}");
        await File.WriteAllTextAsync(program, "#!/bin/sh\nprintf '%%PDF-1.7\\n'\ncat\n");
        if (!OperatingSystem.IsWindows()) { File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute); }
        try
        {
            await using var printing = api.Host.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.AddSingleton(_ => new Pdf(program))));
            var (name, value) = await api.Host.CookieOfAsync(await _town.VolunteerAsync("李四"));
            using var client = printing.CreateDefaultClient(new Microsoft.AspNetCore.Mvc.Testing.Handlers.CookieContainerHandler(Jar(name, value)));
            var reply = (await client.ReadAsync("/passbook.pdf?year=2026")).Is(HttpStatusCode.OK);
            Assert.Contains("href=\"/passbook.pdf?year=2026\"", (await client.ReadAsync("/passbook/print")).Body, StringComparison.Ordinal);
            Assert.Equal("application/pdf", reply.Headers["Content-Type"]);
            Assert.Contains("passbook-2026.pdf", reply.Headers["Content-Disposition"], StringComparison.Ordinal);
            Assert.StartsWith("%PDF", reply.Body, StringComparison.Ordinal);
            foreach (var part in new[] { "李四", "lang=\"zh-Hans\"", "<title>时间存折</title>", "№ P", "@page { size: A5", "class=\"leaf", "昭明台社区" }) { Assert.Contains(part, reply.Body, StringComparison.Ordinal); }
        }
        finally { File.Delete(program); }
    }

    private static CookieContainer Jar(string name, string value)
    {
        CookieContainer jar = new();
        jar.Add(new Uri("http://localhost"), new Cookie(name, value));
        return jar;
    }

    private async Task RatedAsync(Guid volunteer, int minutes)
    {
        var order = await _town.PlacedAsync(from: _town.Clock.GetUtcNow().AddHours(1));
        await _town.ServedAsync(order, await _town.AcceptedAsync(order, volunteer), volunteer, minutes);
        await _town.RatedAsync(order);
    }
}
