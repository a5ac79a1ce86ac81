using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using TimeBank.Events;

namespace TimeBank.Storage;

/// <summary>The deployment's keys: one ring that seals personal data, and one secret for lookups and visit codes. They lie beside the data and in its backup: a lost key is a lost number.</summary>
public sealed class DeploymentKeys
{
    private const string LookupFile = "lookup.key";
    public const string Application = "timebank";
    private readonly byte[] _lookup;
    private readonly IDataProtector _details;
    private readonly IDataProtector _idNumbers;
    private readonly IDataProtector _photos;

    /// <exception cref="DeploymentFault">The directory holds no keys: <c>Worker migrate</c> makes them, once.</exception>
    public DeploymentKeys(string directory)
    {
        var file = Path.Combine(directory, LookupFile);
        if (!File.Exists(file)) { throw new DeploymentFault($"{directory} holds no keys. Run `Worker migrate` with this Keys__Path, or restore the keys that belong to the database."); }
        _lookup = File.ReadAllBytes(file);
        var ring = new ServiceCollection()
            .AddDataProtection().SetApplicationName(Application).PersistKeysToFileSystem(new DirectoryInfo(directory)).Services
            .BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
        _details = ring.CreateProtector("personal-data.v1");
        _idNumbers = ring.CreateProtector("id-numbers.v1");
        _photos = ring.CreateProtector("photos.v1");
    }

    /// <summary>Makes the lookup secret where there is none; never replaces one.</summary>
    public static void Create(string directory)
    {
        var file = Path.Combine(directory, LookupFile);
        if (File.Exists(file)) { return; }
        Directory.CreateDirectory(directory);
        File.WriteAllBytes(file, RandomNumberGenerator.GetBytes(32));
        if (!OperatingSystem.IsWindows()) { File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite); }
    }

    public byte[] Seal<T>(T value) => _details.Protect(JsonSerializer.SerializeToUtf8Bytes(value, WireJson.Options));

    public T Open<T>(byte[] sealedValue) => JsonSerializer.Deserialize<T>(_details.Unprotect(sealedValue), WireJson.Options)!;

    /// <summary>Pictures: as they are, since JSON would make them a third larger.</summary>
    public byte[] SealBytes(byte[] value) => _photos.Protect(value);

    public byte[] OpenBytes(byte[] sealedValue) => _photos.Unprotect(sealedValue);

    public byte[] SealIdNumber(string value) => _idNumbers.Protect(Encoding.ASCII.GetBytes(value));

    public string OpenIdNumber(byte[] sealedValue) => Encoding.ASCII.GetString(_idNumbers.Unprotect(sealedValue));

    /// <summary>Equal texts give equal hashes, and without the key nothing can be guessed from one.</summary>
    /// <param name="kind">Keeps a phone's hash apart from a name's.</param>
    public byte[] LookupHash(string kind, string text) =>
        HMACSHA256.HashData(_lookup, Encoding.UTF8.GetBytes($"{kind}:{text.Trim().Normalize().ToUpperInvariant()}"));

    public ReadOnlySpan<byte> CodeKey => _lookup;
}
