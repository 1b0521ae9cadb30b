using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SlackAudit.Record.Sqlite.Migrations
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
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_chain_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    source_event_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    source_action = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    actor = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    actor_trust = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    app = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    target = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    target_type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    scope = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    sensitive = table.Column<bool>(type: "INTEGER", nullable: false),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    client_address = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    summary = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    url = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    payload_id = table.Column<long>(type: "INTEGER", nullable: true),
                    payload_digest = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: true),
                    hash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false),
                    action_root = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    app_key = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    app_path = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    target_key = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    target_path = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    actor_key = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    actor_path = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    scope_key = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    key = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    rule = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    event_id = table.Column<long>(type: "INTEGER", nullable: true),
                    period_start = table.Column<long>(type: "INTEGER", nullable: true),
                    period_end = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    may_repeat = table.Column<bool>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    slack_channel = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    slack_ts = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    message = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notifications", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payloads",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    length = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payloads", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "source_health",
                columns: table => new
                {
                    source = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    last_delivery_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_event_at = table.Column<long>(type: "INTEGER", nullable: true),
                    refused = table.Column<long>(type: "INTEGER", nullable: false),
                    last_refused_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_refused_reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
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
