using System.Text.RegularExpressions;
using System.Xml.Linq;
using TimeBank.TestKit;

namespace TimeBank.Tidy.Tests;

/// <summary>Every word that people read stands in a resource file, in Chinese and in English.</summary>
public sealed partial class WordsTests
{
    private static readonly Dictionary<string, (Dictionary<string, string> Chinese, Dictionary<string, string> English)> _words = Sources.Of(".resx")
        .Where(file => !file.EndsWith(".en.resx", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => (Read(file), Read(file.Replace(".resx", ".en.resx", StringComparison.Ordinal))));

    [Fact]
    public void Each_key_has_both_languages() => Assert.Empty(
        from room in _words
        from key in room.Value.Chinese.Keys.Union(room.Value.English.Keys)
        where !room.Value.Chinese.ContainsKey(key) || !room.Value.English.ContainsKey(key)
        select $"{room.Key}: {key}");

    [Fact]
    public void Chinese_is_Chinese_and_English_is_not() => Assert.Empty(
        from room in _words
        from word in room.Value.English
        where Han().IsMatch(word.Value) && word.Key is not ("OtherLanguage")
        select $"{room.Key}: {word.Key} = {word.Value}");

    [Fact]
    public void Both_languages_take_the_same_arguments() => Assert.Empty(
        from room in _words
        from word in room.Value.Chinese
        let english = room.Value.English.GetValueOrDefault(word.Key, "")
        where Greatest(english) > Greatest(word.Value) + 1 || Greatest(word.Value) > Greatest(english) + 1
        select $"{room.Key}: {word.Key}");

    [Fact]
    public void Each_key_that_a_page_names_exists() => Assert.Empty(
        from file in Sources.Of(".razor", ".cs").Where(f => f.StartsWith("src/Api/", StringComparison.Ordinal))
        let text = string.Join('\n', Sources.LinesOf(file))
        from injected in Injected().Matches(text)
        let room = injected.Groups["room"].Value
        from used in Regex.Matches(text, $"""\b_?{Regex.Escape(injected.Groups["name"].Value)}\["(?<key>[^"]+)"[,\]]""")
        where !_words.TryGetValue(room, out var words) || !words.Chinese.ContainsKey(used.Groups["key"].Value)
        select $"{file}: {room}[{used.Groups["key"].Value}]");

    [Fact]
    public void No_word_stands_in_a_page() => Assert.Empty(
        from file in Sources.Of(".razor")
        from line in Sources.LinesOf(file)
        where Han().IsMatch(Comments().Replace(line, "")) || Prose().IsMatch(Comments().Replace(line, ""))
        select $"{file}: {line.Trim()}");

    [Fact]
    public void Each_enumeration_that_pages_say_has_its_words() => Assert.Empty(
        from type in typeof(Orders.OrderState).Assembly.GetTypes().Append(typeof(People.Right))
        where type.IsEnum && type.IsPublic
        let said = Enum.GetNames(type).Count(name => _words["SharedWords"].Chinese.ContainsKey($"{type.Name}.{name}"))
        where said > 0
        from name in Enum.GetNames(type)
        where !_words["SharedWords"].Chinese.ContainsKey($"{type.Name}.{name}") && !(type.Name is "Relation" && type.IsDefined(typeof(FlagsAttribute), false))
        select $"{type.Name}.{name}");

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Repository.PathOf(file)).Root!.Elements("data").ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!);

    private static int Greatest(string text) => Arguments().Matches(text).Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).DefaultIfEmpty(-1).Max();

    [GeneratedRegex("[一-鿿]")]
    private static partial Regex Han();

    /// <summary>Comments of a page, its code and its documentation are for us.</summary>
    [GeneratedRegex("@\\*.*?\\*@|///.*$|//.*$|<!--.*?-->|@\\*.*$|^.*\\*@")]
    private static partial Regex Comments();

    /// <summary>Two words beside each other between tags.</summary>
    [GeneratedRegex(">\\s*[A-Z][a-z]+ [a-z]+[^<@{}=;]*<")]
    private static partial Regex Prose();

    [GeneratedRegex("IStringLocalizer<(?<room>\\w+)>\\s+(?<name>\\w+)")]
    private static partial Regex Injected();

    [GeneratedRegex("\\{(\\d)")]
    private static partial Regex Arguments();
}
