using Mono.Cecil;
using Mono.Cecil.Cil;
using SlackAudit.Events;

namespace SlackAudit.Tests;

public sealed class RoomsTests
{
    static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Events"] = [],
        ["Slack"] = [],
        ["Record"] = ["Events"],
        ["Receive"] = ["Events", "Record"],
        ["Notify"] = ["Events", "Record", "Slack"],
        ["Ask"] = ["Events", "Record", "Slack"],
        ["See"] = ["Events", "Record", "Slack"],
    };

    // What stands at the house's door and every room may use.
    static readonly string[] AtTheDoor = ["SlackAudit.Nearby", "SlackAudit.EventPages", "SlackAudit.EvidenceAddress"];

    [Fact]
    public void NoRoomUsesARoomThatItMayNot()
    {
        using var house = AssemblyDefinition.ReadAssembly(typeof(AuditEvent).Assembly.Location);
        var types = house.MainModule.GetTypes().Where(type => MayUse.ContainsKey(Room(type))).ToList();
        var wrong = from type in types
                    from used in Used(type)
                    where used.FullName.StartsWith("SlackAudit.", StringComparison.Ordinal)
                        && Room(used) != Room(type) && !MayUse[Room(type)].Contains(Room(used)) && !AtTheDoor.Contains(Outermost(used).FullName)
                    select $"{Outermost(type).FullName} uses {used.FullName}";

        Assert.Empty(wrong.Distinct());
        Assert.Equal(MayUse.Keys.Order(), types.Select(Room).Distinct().Order());
    }

    static string Room(TypeReference type) => Outermost(type).Namespace.Split('.') is ["SlackAudit", var room, ..] ? room : "";

    static TypeReference Outermost(TypeReference type) => type.GetElementType().DeclaringType is { } outer ? Outermost(outer) : type.GetElementType();

    static IEnumerable<TypeReference> Used(TypeDefinition type) => Direct(type).Where(used => used is not null).SelectMany(used => Parts(used!));

    static IEnumerable<TypeReference?> Direct(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Methods.SelectMany(Method),
    ];

    static IEnumerable<TypeReference?> Method(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(Operand) : [],
    ];

    static IEnumerable<TypeReference?> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments, .. method.Parameters.Select(p => p.ParameterType)],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)],
        _ => [],
    };

    static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type is GenericInstanceType generic ? [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)] : [type.GetElementType()];
}
