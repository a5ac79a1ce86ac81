using TimeBank.People;

namespace TimeBank.Domain.Tests.People;

public sealed class MaskedTests
{
    [Theory]
    [InlineData("王小明", "王老师")]
    [InlineData("欧阳志远", "欧阳老师")]
    [InlineData("诸葛亮", "诸葛老师")]
    [InlineData("欧阳", "欧老师")]        // a family name and one character
    [InlineData("东方", "东老师")]
    [InlineData("𠮷野家", "𠮷老师")]      // one character of two chars
    [InlineData("古丽娜扎尔", "古老师")]
    public void A_resident_knows_who_comes_by_the_whole_family_name(string name, string known) => Assert.Equal(known, Masked.Familiar(name));
}
