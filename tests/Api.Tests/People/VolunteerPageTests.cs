
namespace TimeBank.Api.Tests.People;

public sealed class VolunteerPageTests(Api api) : IClassFixture<Api>
{
    [Fact]
    public async Task Becoming_a_volunteer_with_fields_skills_hours_and_a_real_name()
    {
        using var phone = await api.Host.ReadsPagesAsync(await api.Town.PersonAsync("王志远"));
        await phone.GoAsync("/volunteer");
        phone.Reads("婉拒不影响任何评价");
        await phone.PressAsync("form[action='/volunteer/beginning']");
        phone.Reads("志愿者编号").Reads("还没有选").Reads("还没有设置");

        await phone.FollowAsync("/volunteer/fields");
        Assert.Equal(9, phone.Page.QuerySelectorAll("input[name=field]").Length);
        await phone.PressAsync("main form", ("field", "Health"), ("skills", "理发、 陪诊，修水管"));
        Assert.Equal("/volunteer", phone.Address);
        phone.Reads("卫生健康").Reads("特长：理发、陪诊、修水管");
        await phone.FollowAsync("/volunteer/fields");
        Assert.Equal("Health", phone.Page.QuerySelector("input[name=field][checked]")!.GetAttribute("value"));

        await phone.GoAsync("/volunteer/hours");
        Assert.Equal(21, phone.Page.QuerySelectorAll("input[name=free]").Length);
        await phone.PressAsync("main form", ("free", "6-Morning"), ("free", "7-Evening"), ("free", "9-Nonsense"));
        phone.Reads("一周有 2 天有空的时候");
        await phone.GoAsync("/volunteer/hours");
        Assert.Equal(["6-Morning", "7-Evening"], phone.Page.QuerySelectorAll("input[name=free][checked]").Select(box => box.GetAttribute("value")));

        await phone.GoAsync("/volunteer/real-name");
        await phone.PressAsync("main form", 400, ("name", "王志远"), ("idNumber", "110105194912310021"));
        Assert.Equal("person.id_number_invalid", phone.Refusal);
        Assert.Equal("110105194912310021", phone.Page.QuerySelector("input[name=idNumber]")!.GetAttribute("value"));
        await phone.PressAsync("main form", ("name", "王志远"), ("idNumber", "11010519491231002X"));
        phone.Reads("等待到站核对证件");
    }

    [Fact]
    public async Task A_skill_that_is_too_long_is_refused_and_nothing_typed_is_lost()
    {
        using var phone = await api.Host.ReadsPagesAsync(await api.Town.VolunteerAsync("赵一"));
        await phone.GoAsync("/volunteer/fields");
        var typed = new string('长', 31);
        await phone.PressAsync("main form", 400, ("field", "Law"), ("skills", typed));
        Assert.Equal("person.bad_word", phone.Refusal);
        Assert.Equal((typed, "Law"), (phone.Page.QuerySelector("input[name=skills]")!.GetAttribute("value"), phone.Page.QuerySelector("input[name=field][checked]")!.GetAttribute("value")));
    }
}
