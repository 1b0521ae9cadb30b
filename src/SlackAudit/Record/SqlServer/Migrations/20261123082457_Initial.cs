using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SlackAudit.Record.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "chain_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_chain_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    source_event_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    action = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    source_action = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    actor = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    actor_trust = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    app = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    target = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    target_type = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    scope = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    outcome = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    sensitive = table.Column<bool>(type: "bit", nullable: false),
                    occurred_at = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    client_address = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    summary = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    url = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    payload_id = table.Column<long>(type: "bigint", nullable: true),
                    payload_digest = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: true),
                    hash = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: false),
                    action_root = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    app_key = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    app_path = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    target_key = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    target_path = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    actor_key = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    actor_path = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    scope_key = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    scope_path = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    key = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    rule = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    channel = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    event_id = table.Column<long>(type: "bigint", nullable: true),
                    period_start = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    period_end = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    state = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    attempts = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    due_at = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    may_repeat = table.Column<bool>(type: "bit", nullable: false),
                    reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    slack_channel = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true),
                    slack_ts = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true),
                    message = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notifications", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payloads",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    body = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    length = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payloads", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "source_health",
                columns: table => new
                {
                    source = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    last_delivery_at = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    last_event_at = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    refused = table.Column<long>(type: "bigint", nullable: false),
                    last_refused_at = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    last_refused_reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_source_health", x => x.source);
                });

            migrationBuilder.InsertData(
                table: "chain_head",
                columns: new[] { "id", "hash", "sequence" },
                values: new object[] { 1, new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_events_action_root_occurred_at_app_key",
                table: "events",
                columns: new[] { "action_root", "occurred_at", "app_key" });

            migrationBuilder.CreateIndex(
                name: "IX_events_actor_key_occurred_at",
                table: "events",
                columns: new[] { "actor_key", "occurred_at" });

            migrationBuilder.CreateIndex(
                name: "IX_events_app_key_action_root_occurred_at",
                table: "events",
                columns: new[] { "app_key", "action_root", "occurred_at" });

            migrationBuilder.CreateIndex(
                name: "IX_events_occurred_at",
                table: "events",
                column: "occurred_at");

            migrationBuilder.CreateIndex(
                name: "IX_events_source_source_event_id",
                table: "events",
                columns: new[] { "source", "source_event_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_events_target_key_occurred_at_actor_key",
                table: "events",
                columns: new[] { "target_key", "occurred_at", "actor_key" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_channel_id",
                table: "notifications",
                columns: new[] { "channel", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_event_id",
                table: "notifications",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "IX_notifications_key",
                table: "notifications",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_notifications_state_channel_id",
                table: "notifications",
                columns: new[] { "state", "channel", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "chain_head");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropTable(
                name: "payloads");

            migrationBuilder.DropTable(
                name: "source_health");
        }
    }
}
