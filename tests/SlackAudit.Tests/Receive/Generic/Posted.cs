using System.Text;
using Microsoft.AspNetCore.Http;
using SlackAudit.Receive;

namespace SlackAudit.Tests.Receive.Generic;

/// <summary>Deliveries as a sender would post them.</summary>
static class Posted
{
    public static WebhookDelivery To(string source, string body, params (string Name, string Value)[] headers) =>
        To(source, Encoding.UTF8.GetBytes(body), headers);

    public static WebhookDelivery To(string source, byte[] body, params (string Name, string Value)[] headers)
    {
        var received = new HeaderDictionary();
        foreach (var (name, value) in headers) received.Append(name, value);
        return new() { Source = source, Body = body, Headers = received, ReceivedAt = Some.Now };
    }
}
