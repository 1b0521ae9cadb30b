namespace SlackAudit.Tests.Record.Redaction;

/// <summary>What is left of JSON in which names, neighbours and surroundings tell the secrets.</summary>
public sealed class JsonRedactionTests
{
    [Theory]
    [InlineData("password"), InlineData("db_passwd"), InlineData("MYSQL_PWD"), InlineData("Secret"), InlineData("client_secret")]
    [InlineData("clientSecret"), InlineData("CLIENT-SECRET"), InlineData("token"), InlineData("tokenValue"), InlineData("sessionToken")]
    [InlineData("apiKey"), InlineData("api_key"), InlineData("APIKEY"), InlineData("x-api-key"), InlineData("access_key")]
    [InlineData("secretAccessKey"), InlineData("private_key"), InlineData("credential"), InlineData("Authorization"), InlineData("Set-Cookie")]
    [InlineData("signing_key"), InlineData("connectionString"), InlineData("ConnectionStrings"), InlineData("userData")]
    [InlineData("masterUserPassword"), InlineData("password_hash"), InlineData("newPassword"), InlineData("password2"), InlineData("secretString")]
    [InlineData("streamUrl"), InlineData("db_pass"), InlineData("RAILS_MASTER_KEY"), InlineData("SECRET_KEY_BASE"), InlineData("stream_url"), InlineData("shared-access-signature"), InlineData("connection_string"), InlineData("src-creds-acme")]
    public void AValueGoesByItsName(string name) => Assert.Equal($$"""{"{{name}}":"[redacted]"}""", Told.Json($$"""{"{{name}}":"hunter2"}"""));

    [Theory]
    [InlineData("""{"pin":1,"passcode":1234}""", """{"pin":1,"passcode":"[redacted]"}""")]
    [InlineData("""{"secrets":["a","b"],"n":1}""", """{"secrets":["[redacted]","[redacted]"],"n":1}""")]
    [InlineData("""{"credentials":{"user":"app","pass":"x","n":[1,{"v":"y"}]}}""", """{"credentials":{"user":"app","pass":"[redacted]","n":["[redacted]",{"v":"[redacted]"}]}}""")]
    [InlineData("""{"accessKey":{"userName":"bob","status":"Active","value":"x","createDate":"Jul 30"}}""", """{"accessKey":{"userName":"bob","status":"Active","value":"[redacted]","createDate":"Jul 30"}}""")]
    [InlineData("""{"stripeKey":"Ab1Ab1Ab1Ab1Ab1Ab1Ab1","analysis_key":".github/workflows/a.yml:b"}""", """{"stripeKey":"[redacted]","analysis_key":".github/workflows/a.yml:b"}""")]
    public void EverythingUnderASecretsNameGoesButNamesAndDates(string json, string left) => Assert.Equal(left, Told.Json(json));

    [Theory]
    [InlineData("""{"env":{"A":"x","B":5,"C":true}}""", """{"env":{"A":"[redacted]","B":"[redacted]","C":true}}""")]
    [InlineData("""{"environment":{"variables":{"A":"x"}}}""", """{"environment":{"variables":{"A":"[redacted]"}}}""")]
    [InlineData("""{"env":[{"name":"A","value":"x"},{"value":"y","name":"B"}]}""", """{"env":[{"name":"A","value":"[redacted]"},{"value":"[redacted]","name":"B"}]}""")]
    [InlineData("""{"Env":["A=x","PATH=/bin","C"]}""", """{"Env":["A=[redacted]","PATH=[redacted]","C"]}""")]
    [InlineData("""{"env":"A=x y\nB=z\n"}""", """{"env":"A=[redacted]\nB=[redacted]"}""")]
    [InlineData("""{"env":"{\"A\":\"x\"}"}""", """{"env":"{\"A\":\"[redacted]\"}"}""")]
    [InlineData("""{"build-args":["A=x"],"inputs":{"version":"x"},"BUILD_ARG":"A=x"}""", """{"build-args":["A=[redacted]"],"inputs":{"version":"[redacted]"},"BUILD_ARG":"A=[redacted]"}""")]
    [InlineData("""{"deployment":{"ref":"main","payload":{"a":"x"}},"payload":"y"}""", """{"deployment":{"ref":"main","payload":{"a":"[redacted]"}},"payload":"y"}""")]
    public void OfVariablesOnlyTheNamesStay(string json, string left) => Assert.Equal(left, Told.Json(json));

    [Theory]
    [InlineData("""{"name":"DB_PASSWORD","value":"x"}""", """{"name":"DB_PASSWORD","value":"[redacted]"}""")]
    [InlineData("""{"value":{"a":"x"},"name":"DB_PASSWORD"}""", """{"value":{"a":"[redacted]"},"name":"DB_PASSWORD"}""")]
    [InlineData("""[{"parameterValue":"x","parameterKey":"Password"},{"parameterKey":"Ami","parameterValue":"ami-1"}]""", """[{"parameterValue":"[redacted]","parameterKey":"Password"},{"parameterKey":"Ami","parameterValue":"ami-1"}]""")]
    [InlineData("""[{"op":"add","path":"/spec/containers/0/env/0/value","value":"x"}]""", """[{"op":"add","path":"/spec/containers/0/env/0/value","value":"[redacted]"}]""")]
    public void AValueGoesByTheNameBesideIt(string json, string left) => Assert.Equal(left, Told.Json(json));

    [Theory]
    [InlineData("""{"kind":"Secret","data":{"a":"x"},"metadata":{"name":"n"}}""", """{"kind":"Secret","data":{"a":"[redacted]"},"metadata":{"name":"n"}}""")]
    [InlineData("""{"data":{"a":"x"},"kind":"Secret"}""", """{"data":{"a":"[redacted]"},"kind":"Secret"}""")]
    [InlineData("""{"stringData":{"a":"x"}}""", """{"stringData":{"a":"[redacted]"}}""")]
    [InlineData("""{"items":[{"data":{"a":"x"},"metadata":{"name":"n","labels":{"app":"web"}}}],"kind":"SecretList"}""", """{"items":[{"data":{"a":"[redacted]"},"metadata":{"name":"n","labels":{"app":"web"}}}],"kind":"SecretList"}""")]
    [InlineData("""{"requestObject":{"data":{"a":"x"}},"objectRef":{"resource":"secrets"},"responseObject":[{"op":"replace","path":"/data/a","value":"x"}]}""", """{"requestObject":{"data":{"a":"[redacted]"}},"objectRef":{"resource":"secrets"},"responseObject":[{"op":"replace","path":"/data/a","value":"[redacted]"}]}""")]
    [InlineData("""{"metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"data\":{\"a\":\"x\"},\"kind\":\"Secret\"}"}}}""", """{"metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"data\":{\"a\":\"[redacted]\"},\"kind\":\"Secret\"}"}}}""")]
    public void KubernetesSecretsGoWhereverTheirKindIsSaid(string json, string left) => Assert.Equal(left, Told.Json(json));

    [Theory]
    [InlineData("""{"a":["mysql","-u","root","-phunter2"]}""", """{"a":["mysql","-u","root","-p[redacted]"]}""")]
    [InlineData("""["deploy","--token","abc","--force"]""", """["deploy","--token","[redacted]","--force"]""")]
    [InlineData("""["curl","-u","me:hunter2","https://x.example"]""", """["curl","-u","me:[redacted]","https://x.example"]""")]
    public void WordsOfACommandAreReadTogether(string json, string left) => Assert.Equal(left, Told.Json(json));

    [Theory]
    [InlineData("""{"a":"{\"b\":\"{\\\"password\\\":\\\"x\\\"}\"}"}""", """{"a":"{\"b\":\"{\\\"password\\\":\\\"[redacted]\\\"}\"}"}""")]
    [InlineData("""{"a":"p\u0061ssword=x","\u0070assword":"y"}""", """{"a":"password=[redacted]","\u0070assword":"[redacted]"}""")]
    [InlineData("""{"password=hunter2&a":1}""", """{"password=[redacted]&a":1}""")]
    [InlineData("""{"password":"a","password":"b"}""", """{"password":"[redacted]","password":"[redacted]"}""")]
    public void EscapesAndTextsWithinTextsHideNothing(string json, string left) => Assert.Equal(left, Told.Json(json));

    [Theory]
    [InlineData("{\"password\":\"x\"}\n{\"a\":1}\n", "{\"password\":\"[redacted]\"}\n{\"a\":1}\n")]
    [InlineData("{\"env\":{\"A\":\"x\"},\"password\":\"y", "{\"env\":{\"A\":\"[redacted]\"},\"password\":\"[redacted]")]
    [InlineData("payload=%7B%22password%22%3A%22x%22%7D", "payload=%7B%22password%22%3A%22%5Bredacted%5D%22%7D")]
    [InlineData("just text, password=x", "just text, password=[redacted]")]
    public void LinesOfJsonCutOffJsonAndTextAreRedactedToo(string body, string left) => Assert.Equal(left, Told.Json(body));

    [Fact]
    public void DeeplyNestedJsonIsRedactedAsText()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "{\"password\":\"x\"}" + new string('}', 200);

        Assert.Contains("\"password\":\"[redacted]\"", Told.Json(deep), StringComparison.Ordinal);
    }
}
