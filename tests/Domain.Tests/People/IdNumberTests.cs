using TimeBank.People;

namespace TimeBank.Domain.Tests.People;

public sealed class IdNumberTests
{
    private static readonly DateOnly _today = new(2026, 11, 23);

    [Theory]
    [InlineData("11010519491231002X", 1949, 12, 31, Sex.Female)]
    [InlineData("440524188001010014", 1880, 1, 1, Sex.Male)]
    [InlineData("34052419800101001X", 1980, 1, 1, Sex.Male)]
    [InlineData(" 34052419800101001x ", 1980, 1, 1, Sex.Male)]
    public void The_vectors_of_the_standard_are_read(string text, int year, int month, int day, Sex sex)
    {
        var number = IdNumber.Parse(text, _today);
        Assert.NotNull(number);
        Assert.Equal((new DateOnly(year, month, day), sex), (number.BirthDate, number.Sex));
    }

    [Theory]
    [InlineData("110105194912310021")]   // check character
    [InlineData("11010519491331002X")]   // month 13
    [InlineData("11010519490229002X")]   // no 29 February that year
    [InlineData("1101051949123100X")]    // a character short
    [InlineData("11010519491231OO2X")]   // letters
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_number_is_refused(string? text) => Assert.Null(IdNumber.Parse(text, _today));

    [Fact]
    public void Nobody_is_born_tomorrow() => Assert.Null(IdNumber.Parse("11010519491231002X", new DateOnly(1949, 12, 30)));

    [Fact]
    public void It_shows_itself_masked_only()
    {
        var number = IdNumber.Parse("11010519491231002X", _today)!;
        Assert.Equal("1101**********002X", number.Mask);
        Assert.Equal(number.Mask, number.ToString());
        Assert.Equal(number.Mask, $"{number}");
    }
}
