using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace TimeBank.Storage;

/// <summary>DispatchDueAt is the column dispatch_due_at: the same word in code and database.</summary>
public sealed partial class SnakeCase : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var type in modelBuilder.Metadata.GetEntityTypes())
        {
            if (type.GetTableName() is { } table) { type.SetTableName(Of(table)); }
            foreach (var property in type.GetDeclaredProperties()) { property.SetColumnName(Of(property.Name)); }
        }
    }

    public static string Of(string name) => Hump().Replace(name, "_").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Hump();
}
