using System.Text;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Tests.Record.Redaction;

/// <summary>What an auditor needs is the very same afterwards.</summary>
public sealed class EvidenceStaysTests
{
    [Theory]
    [InlineData("")]
    [InlineData("alice deployed R123 of acme/billing to production")]
    [InlineData("b30b5f3b935825766a22ab1bce14788bf9627f6c")]
    [InlineData("72d3162e-cc78-11e3-81ab-4c9367dc0958")]
    [InlineData("registry.example.com/acme/app@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-password-4Rzn83")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_admin_599c9e90e350d2ff/alice@example.com")]
    [InlineData("alice.token@example.com")]
    [InlineData("10.0.0.1")]
    [InlineData("2001:db8::1")]
    [InlineData("i-0abc123def4567890")]
    [InlineData("https://github.com/acme/app/commit/b30b5f3b935825766a22ab1bce14788bf9627f6c?diff=split&w=1#L10")]
    [InlineData("https://api.github.com/repos/acme/app/keys{/key_id}")]
    [InlineData("https://api.github.com/repos/acme/app/hooks/109948940/test")]
    [InlineData("https://alice@example.com/x")]
    [InlineData("AROAEMHZD694LU95MUYOP:alice@example.com")]
    [InlineData("acme/app:1.2@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("git@github.com:acme/token-service.git")]
    [InlineData("ssh://git@github.com/acme/app.git")]
    [InlineData("/usr/local/etc/secrets/password.txt")]
    [InlineData("/credentials/stratus/credentials-15")]
    [InlineData("refs/heads/feature/auth-token")]
    [InlineData("registry.example.com/auth/token:1.2.3")]
    [InlineData("fix: token: handle expiry of sessions")]
    [InlineData("Rotate the password policy (secret scanning, #12)")]
    [InlineData("env add:DB_PASSWORD change:API_KEY remove:FOO")]
    [InlineData("AWS::SecretsManager::Secret")]
    [InlineData("repo:read secrets:read write:packages")]
    [InlineData("DB_PASSWORD=$DB_PASSWORD ./run")]
    [InlineData("token: ${{ secrets.DEPLOY_TOKEN }}")]
    [InlineData("password=********")]
    [InlineData("docker run -p 80:80 -u 1000:1000 acme/app")]
    [InlineData("kubectl exec -it web-7998647bdf-phvq7 -- bash")]
    [InlineData("GET /apps/myapp/processes/p1/exec 200")]
    [InlineData("Bearer authentication failed, basic authorization required")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----")]
    [InlineData("[INFO] secret rotated by alice")]
    [InlineData("Zugriff über Schlüssel ☃ 🎉")]
    public void ALineWithoutSecretsIsTheVerySame(string text) => Assert.Same(text, Redact.Line(text));

    [Theory]
    [InlineData("""{"key":{"id":1,"title":"prod token","read_only":true,"key_id":"k-1"}}""")]
    [InlineData("""{"token_name":"ci","secret_type":"slack_api_token","secretId":"prod/db","token_id":7,"token_expires_at":"2026-01-01"}""")]
    [InlineData("""{"permissions":{"secrets":"read","secret_scanning_alerts":"write","organization_secrets":"admin"}}""")]
    [InlineData("""{"X-GitHub-Delivery":"72d3162e-cc78-11e3-81ab-4c9367dc0958","has_secret":true,"secret":null,"tokens":false}""")]
    [InlineData("""{"clientToken":"5dd59182-3917-421c-9b2c-7c92954b66ee","nextToken":"AAAA1234","maxSessionDuration":3600,"max_tokens":100}""")]
    [InlineData("""{"SecretARN":"arn:aws:secretsmanager:eu-west-1:1:secret:x","credentials":"arn:aws:iam::1:role/api","principalId":"AIDAYO61EC4B4W5G6BXN"}""")]
    [InlineData("""{"environment":"production","original_environment":"staging","env":null}""")]
    [InlineData("""{"volumes":[{"name":"v","secret":{"secretName":"tls"}}],"imagePullSecrets":[{"name":"registry"}],"secrets":[{"name":"default-token-abcde"}]}""")]
    [InlineData("""{"env":[{"name":"A","valueFrom":{"secretKeyRef":{"name":"db","key":"password"}}}]}""")]
    [InlineData("""{"data":{"app":"myapp","id":"RABCDEFGHI","rack":"production"},"kind":"Event"}""")]
    [InlineData("""{"rules":[{"resources":["secrets","pods/exec"],"verbs":["get"]}],"objectRef":{"resource":"pods"},"requestObject":{"data":{"a":"b"}}}""")]
    [InlineData("""{ "a" : 1.50e3 , "a":"A\/ö", "b": [ ] }""")]
    [InlineData("""{"commits":[{"id":"b30b5f3b935825766a22ab1bce14788bf9627f6c","node_id":"MDEwOlJlcG9zaXRvcnkxMzU0OTMyMzM="}]}""")]
    public void JsonWithoutSecretsIsTheVerySameMemory(string json)
    {
        ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes(json);

        Assert.True(Redact.Json(bytes).Equals(bytes), Told.Json(json));
    }

    [Fact]
    public void AByteOrderMarkDoesNotMatter()
    {
        byte[] mark = [0xEF, 0xBB, 0xBF];
        ReadOnlyMemory<byte> plain = (byte[])[.. mark, .. "{\"a\":1}"u8];
        ReadOnlyMemory<byte> secret = (byte[])[.. mark, .. "{\"password\":\"x\"}"u8];

        Assert.True(Redact.Json(plain).Equals(plain));
        Assert.Equal("{\"password\":\"[redacted]\"}", Encoding.UTF8.GetString(Redact.Json(secret).Span));
    }
}
