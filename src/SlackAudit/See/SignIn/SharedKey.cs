using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace SlackAudit.See.SignIn;

/// <summary>
/// What cookies are sealed with, made from the client secret: every process of a log reads the cookies of the others, people stay signed in when
/// the service starts anew, and nothing lies on a disk. Another client secret signs everybody out.
/// </summary>
sealed class SharedKey(SignInSettings settings) : IXmlRepository
{
    const int MasterKeyLength = 64;

    static readonly DateTimeOffset Always = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var master = new Secret(Derive("cookies", MasterKeyLength));
        var exported = new AuthenticatedEncryptorDescriptor(new AuthenticatedEncryptorConfiguration(), master).ExportToXml();
        return
        [
            new XElement("key", new XAttribute("id", new Guid(Derive("key id", 16))), new XAttribute("version", 1),
                new XElement("creationDate", Text(Always)), new XElement("activationDate", Text(Always)), new XElement("expirationDate", Text(Always.AddYears(1000))),
                new XElement("descriptor", new XAttribute("deserializerType", exported.DeserializerType.AssemblyQualifiedName!), exported.SerializedDescriptorElement)),
        ];
    }

    public void StoreElement(XElement element, string friendlyName) => throw new NotSupportedException("The key is made from SignIn:ClientSecret; no other is kept.");

    byte[] Derive(string purpose, int length) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(settings.ClientSecret), length, Encoding.UTF8.GetBytes(settings.ClientId), Encoding.UTF8.GetBytes($"slackaudit {purpose}"));

    static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
