using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace TimeBank.Storage;

public sealed class MinutesConverter() : ValueConverter<Minutes, int>(m => m.Count, count => new Minutes(count));

/// <summary>Instants go in as UTC whatever offset they were written with, and come out as UTC.</summary>
public sealed class InstantConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(i => i.ToUniversalTime(), i => i);
