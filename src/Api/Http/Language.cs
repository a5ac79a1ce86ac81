namespace TimeBank.Api.Http;

/// <summary>Chinese unless the reader asks for English first.</summary>
public static class Language
{
    public static bool IsChinese(HttpRequest request)
    {
        var asked = from language in request.GetTypedHeaders().AcceptLanguage
                    orderby language.Quality ?? 1 descending
                    select language.Value.AsSpan() switch
                    {
                        ['z' or 'Z', 'h' or 'H', ..] or "*" => true,
                        ['e' or 'E', 'n' or 'N', ..] => false,
                        _ => (bool?)null,
                    };
        return asked.FirstOrDefault(chinese => chinese is not null) ?? true;
    }
}
