using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;
using SlackAudit.See.Preview;

namespace SlackAudit.Tests.See.Preview;

public sealed partial class EmojiTests
{
    [Fact]
    public void EveryEmojiThatOurMessagesNameIsDrawn()
    {
        using var house = AssemblyDefinition.ReadAssembly(typeof(EmojiNames).Assembly.Location);
        var written = house.MainModule.GetTypes()
            .Where(type => type.FullName.StartsWith("SlackAudit.Notify.", StringComparison.Ordinal) || type.FullName.StartsWith("SlackAudit.Ask.", StringComparison.Ordinal))
            .SelectMany(type => type.Methods.Where(method => method.HasBody))
            .SelectMany(method => method.Body.Instructions)
            .Where(instruction => instruction.OpCode == OpCodes.Ldstr)
            .SelectMany(instruction => Name().Matches((string)instruction.Operand).Select(match => match.Groups[1].Value))
            .Distinct()
            .ToList();

        Assert.NotEmpty(written);
        Assert.DoesNotContain(written, name => EmojiNames.Find(name) is null);
    }

    [GeneratedRegex("(?<![A-Za-z]):([a-z]+(?:_[a-z]+)*):")]
    private static partial Regex Name();
}
