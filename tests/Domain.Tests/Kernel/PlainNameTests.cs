namespace TimeBank.Domain.Tests.Kernel;

public sealed class PlainNameTests
{
    [Theory]
    [InlineData("王芳")]
    [InlineData("阿卜杜拉·买买提")]
    [InlineData("O'Neil")]
    [InlineData("Anne-Marie  d’Été")]
    [InlineData("𠮷野")]
    [InlineData("ئابدۇللا")]
    [InlineData("昭明台社区（北街）")]
    public void Names_of_every_script_are_names(string name) => Assert.True(PlainName.Is(name, 50));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("王\u202E芳")]
    [InlineData("王\u200B芳")]
    [InlineData("\u2066王芳")]
    [InlineData("\uFEFF王芳")]
    [InlineData("王\0芳")]
    [InlineData("王\n芳")]
    [InlineData("王\u2028芳")]
    [InlineData("王\u00AD芳")]
    [InlineData("\u3164")]
    [InlineData("\u2800\u2800")]
    [InlineData("王\u115F芳")]
    [InlineData("王\u1160芳")]
    [InlineData("\uFFA0王芳")]
    [InlineData("王\u034F芳")]
    [InlineData("王\uFE00芳")]
    [InlineData("王芳\uFE0F")]
    [InlineData("王\U000E0100芳")]
    [InlineData("王芳王芳王芳王芳王芳王芳")]
    public void What_nobody_sees_is_no_name_nor_what_is_too_long(string name) => Assert.False(PlainName.Is(name, 10));
}
