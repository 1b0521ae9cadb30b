using CsCheck;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Tests.Record.Redaction;

/// <summary>One line of text, and what is left of it.</summary>
public sealed class SecretsGoTests
{
    [Theory]
    [InlineData("PASSWORD=hunter2", "PASSWORD=[redacted]")]
    [InlineData("export DB_PASSWORD=hunter2 && run", "export DB_PASSWORD=[redacted] && run")]
    [InlineData("FOO=1 API_TOKEN=abc BAR=2 ./deploy", "FOO=1 API_TOKEN=[redacted] BAR=2 ./deploy")]
    [InlineData("PGPASSWORD=hunter2 psql -h db -U app", "PGPASSWORD=[redacted] psql -h db -U app")]
    [InlineData("MYSQL_PWD='two words' mysql", "MYSQL_PWD='[redacted]' mysql")]
    [InlineData("password: hunter2", "password: [redacted]")]
    [InlineData("the password: tiger", "the password: [redacted]")]
    [InlineData("client-secret = abc;", "client-secret = [redacted];")]
    [InlineData("{\"password\": \"hunter2\", cut off", "{\"password\": \"[redacted]\", cut off")]
    [InlineData("body: {\\\"apiKey\\\":\\\"abc\\\",\\\"n\\\":1", "body: {\\\"apiKey\\\":\\\"[redacted]\\\",\\\"n\\\":1")]
    [InlineData("token => 'abc'", "token => '[redacted]'")]
    [InlineData("secretAccessKey:abc", "secretAccessKey:[redacted]")]
    public void ValuesBehindASecretsNameGo(string text, string left) => Assert.Equal(left, Redact.Line(text));

    [Theory]
    [InlineData("Server=db1;Database=x;User Id=app;Password=hun ter2;Encrypt=true", "Server=db1;Database=x;User Id=app;Password=[redacted];Encrypt=true")]
    [InlineData("Host=db;Username=app;Pwd=hunter2", "Host=db;Username=app;Pwd=[redacted]")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=q1w2e3==;EndpointSuffix=x", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=[redacted];EndpointSuffix=x")]
    [InlineData("postgres://app:hunter2@db.example.com:5432/app?sslmode=require", "postgres://app:[redacted]@db.example.com:5432/app?sslmode=require")]
    [InlineData("mysql://root:hunter2@10.0.0.1/x", "mysql://root:[redacted]@10.0.0.1/x")]
    [InlineData("mongodb+srv://u:p%40ss@c.mongodb.net/db", "mongodb+srv://u:[redacted]@c.mongodb.net/db")]
    [InlineData("redis://:hunter2@cache:6379/0", "redis://:[redacted]@cache:6379/0")]
    [InlineData("postgres://u:pa/ss@db/x", "postgres://u:[redacted]@db/x")]
    [InlineData("pulled me:hunter2@registry.example.com:5000/app:1.2", "pulled me:[redacted]@registry.example.com:5000/app:1.2")]
    [InlineData("ALTER USER app WITH PASSWORD 'hun ter2'; CREATE USER b IDENTIFIED BY \"hunter2\"", "ALTER USER app WITH PASSWORD '[redacted]'; CREATE USER b IDENTIFIED BY \"[redacted]\"")]
    [InlineData("git clone https://x-access-token:abc123@github.com/acme/app.git", "git clone https://x-access-token:[redacted]@github.com/acme/app.git")]
    [InlineData("https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/1", "https://[redacted]@o1.ingest.sentry.io/1")]
    public void PasswordsInConnectionsGo(string text, string left) => Assert.Equal(left, Redact.Line(text));

    [Theory]
    [InlineData("https://x.example/cb?access_token=abc&page=2", "https://x.example/cb?access_token=[redacted]&page=2")]
    [InlineData("see https://x.example/cb#id_token=abc now", "see https://x.example/cb#id_token=[redacted] now")]
    [InlineData("https://b.s3.amazonaws.com/k?X-Amz-Signature=0123456789abcdef0123456789abcdef&X-Amz-Expires=60", "https://b.s3.amazonaws.com/k?X-Amz-Signature=[redacted]&X-Amz-Expires=60")]
    [InlineData("https://x.example/?next=https%3A%2F%2Fy%2F%3Fpassword%3Dhunter2", "https://x.example/?next=https%3A%2F%2Fy%2F%3Fpassword%3D%5Bredacted%5D")]
    [InlineData("https://audit.example.com/hooks/convox/Rk3vUq8s", "https://audit.example.com/hooks/convox/[redacted]")]
    [InlineData("/login?user=a&password=hunter2", "/login?user=a&password=[redacted]")]
    [InlineData("/api/v1/namespaces/default/pods/p/exec?command=mysql&command=-phunter2&container=c", "/api/v1/namespaces/default/pods/p/exec?command=mysql%20-p%5Bredacted%5D&container=c")]
    [InlineData("user=a&note=token%3Dabc&x=1", "user=a&note=token%3D%5Bredacted%5D&x=1")]
    [InlineData("env=FOO%3Da%0ABAR%3Db&x=1", "env=FOO%3D%5Bredacted%5D%0ABAR%3D%5Bredacted%5D&x=1")]
    public void SecretsInAddressesAndFormsGo(string text, string left) => Assert.Equal(left, Redact.Line(text));

    [Theory]
    [InlineData("deploy --password hunter2 --force", "deploy --password [redacted] --force")]
    [InlineData("deploy --api-key='a b' x", "deploy --api-key='[redacted]' x")]
    [InlineData("mysql -u root -phunter2 app", "mysql -u root -p[redacted] app")]
    [InlineData("mysqldump -p hunter2 app", "mysqldump -p [redacted] app")]
    [InlineData("sh -c \"/usr/bin/mysql -p'hun ter2' app\"", "sh -c \"/usr/bin/mysql -p'[redacted]' app\"")]
    [InlineData("curl -u user:hunter2 https://x.example", "curl -u user:[redacted] https://x.example")]
    [InlineData("curl --user=user:hunter2 https://x.example", "curl --user=user:[redacted] https://x.example")]
    [InlineData("redis-cli -a hunter2 keys", "redis-cli -a [redacted] keys")]
    [InlineData("docker login -u me -p hunter2 registry.example.com", "docker login -u me -p [redacted] registry.example.com")]
    [InlineData("openssl rsa -passin pass:hunter2", "openssl rsa -passin [redacted]")]
    public void SecretsInCommandsGo(string text, string left) => Assert.Equal(left, Redact.Line(text));

    [Theory]
    [InlineData("Authorization: Bearer abc", "Authorization: [redacted]")]
    [InlineData("curl -H 'Authorization: Basic dXNlcjpwYXNz' https://x.example", "curl -H 'Authorization: [redacted]' https://x.example")]
    [InlineData("authorization=Bearer abc status=200", "authorization=[redacted] status=200")]
    [InlineData("sent Bearer abc123def456 upstream", "sent Bearer [redacted] upstream")]
    [InlineData("Bearer abcdefgh", "Bearer [redacted]")]
    [InlineData("Basic dXNlcjpwYXNz", "Basic [redacted]")]
    [InlineData("Cookie: a=b; session=c; d=e", "Cookie: [redacted]")]
    [InlineData("X-Api-Key: abc", "X-Api-Key: [redacted]")]
    public void SecretsInHeadersGo(string text, string left) => Assert.Equal(left, Redact.Line(text));

    [Fact]
    public void TheSecretKeyNearAnAccessKeyIdGoesWithIt() => Assert.Equal(
        "aws configure [redacted] [redacted] 0123456789abcdef0123456789abcdef01234567",
        Redact.Line("aws configure AK" + "IAEXAMPLEEXAMPLE77 wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY 0123456789abcdef0123456789abcdef01234567"));

    [Fact]
    public void AKeyBlockThatWasCutOffGoesToTheEnd() => Assert.Equal(
        "key: [redacted]",
        Redact.Line("key: -----BEGIN OPENSSH PRIV" + "ATE KEY-----\nabc\ndef"));

    [Fact]
    public void APublicKeyIsToldByItsFingerprint() => Assert.Equal(
        "ssh-ed25519 SHA256:xq6092IJhV+0W2wifL9mSmJHQoMb2h2KFNrpk4YEAW8 alice@laptop",
        Redact.Line("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOtAlK45MAEWZ7MUY2QEmi3M6W+peGL3VCrc0qH54xRu alice@laptop"));

    [Fact]
    public void EveryIssuersSecretGoesFromASentence()
    {
        foreach (var (issuer, gen) in FakeSecrets.ByIssuer)
            gen.Sample(secret => Assert.False(
                Redact.Line($"leaked {secret}, sorry").Contains(FakeSecrets.Core(secret), StringComparison.Ordinal), issuer), iter: 50);
    }
}
