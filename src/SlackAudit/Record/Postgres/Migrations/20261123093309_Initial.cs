using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace SlackAudit.Record.Postgres.Migrations
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
                    id = table.Column<int>(type: "integer", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 32, nullable: false)
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
                    source = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    source_event_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    action = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    source_action = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    actor = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    actor_trust = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    app = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    target = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    target_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    scope = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    outcome = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    sensitive = table.Column<bool>(type: "boolean", nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    client_address = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    summary = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    payload_id = table.Column<long>(type: "bigint", nullable: true),
                    payload_digest = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 32, nullable: true),
                    hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 32, nullable: false),
                    action_root = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    app_key = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    app_path = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    target_key = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    target_path = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    actor_key = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    actor_path = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    scope_key = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C")
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
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    rule = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    channel = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    event_id = table.Column<long>(type: "bigint", nullable: true),
                    period_start = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    period_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    may_repeat = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    slack_channel = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    slack_ts = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    message = table.Column<string>(type: "text", nullable: true)
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
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    length = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payloads", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "source_health",
                columns: table => new
                {
                    source = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    last_delivery_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_event_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    refused = table.Column<long>(type: "bigint", nullable: false),
                    last_refused_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_refused_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
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
