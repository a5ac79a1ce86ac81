using TimeBank.People;

namespace TimeBank.Worker.Tests;

public sealed class AdministratorOptionsTests
{
    [Fact]
    public void Options_come_in_any_order_and_rights_more_than_once()
    {
        var asked = AdministratorOptions.Parse(["--site", "4206", "--right", "manager", "--name", "张三", "--right", "Administrator", "--phone", "13800000001"])!;
        Assert.Equal(("张三", "13800000001", "4206"), (asked.Name, asked.Phone, asked.SiteCode));
        Assert.Equal([Right.Manager, Right.Administrator], asked.Rights);
    }

    [Theory]
    [InlineData("--name", "张三", "--phone", "13800000001")]
    [InlineData("--name", "张三", "--phone", "13800000001", "--site")]
    [InlineData("--name", "张三", "--name", "李四", "--phone", "13800000001", "--site", "4206")]
    [InlineData("--name", "张三", "--phone", "13800000001", "--site", "4206", "--right", "everything")]
    [InlineData("--name", "张三", "--phone", "13800000001", "--site", "4206", "--right", "7")]
    public void What_is_missing_or_unknown_is_not_understood(params string[] options) => Assert.Null(AdministratorOptions.Parse(options));
}
