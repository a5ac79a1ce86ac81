using System.Reflection;

namespace TimeBank.TestKit;

/// <summary>Every "no" that the code can say, found by its fields.</summary>
public static class Refusals
{
    public static IEnumerable<Refusal> Of(Type room) =>
        room.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => field.FieldType == typeof(Refusal))
            .Select(field => (Refusal)field.GetValue(null)!);

    public static IEnumerable<Refusal> In(Assembly assembly) => assembly.GetTypes().Where(type => !type.ContainsGenericParameters).SelectMany(Of);
}
