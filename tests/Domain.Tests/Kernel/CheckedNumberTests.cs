namespace TimeBank.Domain.Tests.Kernel;

public sealed class CheckedNumberTests
{
    [Theory]
    [InlineData('V', 1, "V000000018")]
    [InlineData('P', 12345678, "P123456782")]
    [InlineData('P', 123456789, "P1234567897")]
    public void A_serial_becomes_a_number_with_a_check_digit(char prefix, long serial, string number) => Assert.Equal(number, CheckedNumber.From(prefix, serial));

    [Fact]
    public void One_wrong_digit_is_noticed()
    {
        var number = CheckedNumber.From('V', 42_017_365);
        for (var place = 1; place < number.Length; place++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                Assert.Equal(digit == number[place], CheckedNumber.IsValid('V', $"{number[..place]}{digit}{number[(place + 1)..]}"));
            }
        }
    }

    [Theory]
    [InlineData("P000000018")]
    [InlineData("V00000018")]
    [InlineData("V00000001x")]
    [InlineData("")]
    public void What_is_no_such_number_is_not_valid(string number) => Assert.False(CheckedNumber.IsValid('V', number));
}
