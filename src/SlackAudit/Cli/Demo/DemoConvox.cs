using System.Globalization;

namespace SlackAudit.Cli.Demo;

/// <summary>The deliveries of version 3 racks, which name who asked for it.</summary>
static class DemoConvox
{
    public static DemoDelivery Built(DateTimeOffset at, string rack, DemoApp app, string who, string build, string release) =>
        Delivery(at, "build:create", "success", new { Actor = who, App = app.Name, Id = build, Rack = rack, ReleaseId = release });

    public static DemoDelivery BuildFailed(DateTimeOffset at, string rack, DemoApp app, string who, string build) =>
        Delivery(at, "build:create", "error", new { Actor = who, App = app.Name, Id = build, Message = "exit status 1", Rack = rack });

    public static DemoDelivery Released(DateTimeOffset at, string rack, DemoApp app, string who, string release) =>
        Delivery(at, "release:create", "success", new { Actor = who, App = app.Name, Id = release, Rack = rack });

    public static DemoDelivery Promoting(DateTimeOffset at, string rack, DemoApp app, string who, string release) =>
        Delivery(at, "release:promote", "start", new { Actor = who, App = app.Name, Id = release, Rack = rack });

    public static DemoDelivery Promoted(DateTimeOffset at, string rack, DemoApp app, string who, string release) =>
        Delivery(at, "app:promote:completed", "success", new { Actor = who, App = app.Name, Id = release, Rack = rack });

    public static DemoDelivery RolledBack(DateTimeOffset at, string rack, DemoApp app, string who, string release) =>
        Delivery(at, "app:promote:errored", "error", new { Actor = who, App = app.Name, Id = release, Message = "rollback", Rack = rack });

    public static DemoDelivery ScaleKept(DateTimeOffset at, string rack, DemoApp app, string who) =>
        Delivery(at, "app:scale-override:toggled", "success", new { AckBy = who, Actor = who, App = app.Name, Rack = rack, Service = "web", State = "on" });

    public static DemoDelivery RackUpdated(DateTimeOffset at, string rack, string who, string version) =>
        Delivery(at, "rack:update", "success", new { Actor = who, Name = rack, Rack = rack, Version = version });

    static DemoDelivery Delivery(DateTimeOffset at, string action, string status, object data) => DemoDelivery.Of(
        "convox", at, new { Action = action, Data = data, Status = status, Timestamp = Time(at) }, ("User-Agent", "Go-http-client/2.0"));

    // A rack writes its times to the nanosecond.
    static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture) + "00Z";
}
