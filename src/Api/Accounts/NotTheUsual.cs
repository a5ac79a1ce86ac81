using Microsoft.AspNetCore.Identity;

namespace TimeBank.Api.Accounts;

/// <summary>What is tried first wherever passwords are guessed: the usual ones, a few characters over and over, a walk along the keyboard or the alphabet.
/// Nothing is asked of how a password is made up (NIST SP 800-63B, 5.1.1.2): rules of that kind give Password1!</summary>
public sealed class NotTheUsual : IPasswordValidator<Account>
{
    private const int LongestBlock = 4;

    /// <summary>Eight characters or more, in small letters; of the lists that leaked, those that are typed in China, and what this service is called.</summary>
    private static readonly HashSet<string> _usual =
    [
        .. """
           password passw0rd p@ssw0rd p@ssword password1 password12 password123 iloveyou iloveyou1 sunshine princess football baseball superman starwars welcome1 letmein1
           admin123 admin888 admin1234 administrator root1234 test1234 user1234 changeme default1 volunteer volunteer1 volunteer123 zhiyuanzhe zhiyuanzhe1 xinshidai
           woaini1314 woaini520 woaini521 woaini123 woaiwojia 5201314520 52013140 13145200 1314520520 5201314a a5201314 7758521520 5845201314 dearbook
           a1234567 a12345678 a123456789 aa123456 aa12345678 aaa123456 ab123456 abc12345 abc123456 abcd1234 abcd123456 abc123abc q1234567 qq123456 qq12345678 qwe12345 qwe123456
           asd12345 asd123456 asdf1234 zxc12345 zxc123456 zxcv1234 qwer1234 qwert123 qwerty123 qwerty12 qaz123456 w1234567 wang1234 z1234567 zz123456 x1234567 s1234567
           12345678a 123456789a 1234567a 123456aa 123456ab 123456abc 12345abc 1234abcd 1234qwer 123qweasd 123qwe123 123abc123 1q2w3e4r 1q2w3e4r5t q1w2e3r4 1qaz2wsx 1qazxsw2 qazwsxedc zaq12wsx
           147258369 147852369 741852963 789456123 321654987 159753123 123654789 987456321 12344321 11223344 1122334455 112233445566 123456788 123456780 100200300 88886666 66668888 00001111
           """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    private static readonly string[] _walks = [.. new[] { "01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "qwertyuiopasdfghjklzxcvbnm" }.SelectMany(walk => new[] { walk, Turned(walk) })];

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(IsUsual((password ?? "").Trim().ToLowerInvariant()) ? IdentityResult.Failed() : IdentityResult.Success);

    private static bool IsUsual(string text) => _usual.Contains(text) || Repeats(text) || _walks.Any(walk => walk.Contains(text, StringComparison.Ordinal));

    /// <summary>12121212, abcdabcd.</summary>
    private static bool Repeats(string text) =>
        Enumerable.Range(1, LongestBlock).Any(size => text.Length >= 2 * size && Enumerable.Range(size, text.Length - size).All(i => text[i] == text[i - size]));

    private static string Turned(string text) => string.Concat(text.Reverse());
}
