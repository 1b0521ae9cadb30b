using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SlackAudit.Record.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LivingMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "about",
                table: "notifications",
                type: "TEXT",
                maxLength: 10,
                nullable: false,
                defaultValue: "event");

            migrationBuilder.Sql("UPDATE notifications SET about = 'digest' WHERE event_id IS NULL");

            migrationBuilder.AddColumn<long>(
                name: "edit_due_at",
                table: "notifications",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "edited_at",
                table: "notifications",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "notifications",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "lives_until",
                table: "notifications",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "part_of",
                table: "notifications",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "revision",
                table: "notifications",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "sensitive",
                table: "notifications",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "thing",
                table: "notifications",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "confirmations",
                columns: table => new
                {
                    event_id = table.Column<long>(type: "INTEGER", nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    answered_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_confirmations", x => x.event_id);
                });

            migrationBuilder.CreateTable(
                name: "mutes",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    rule = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    question = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    until = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    muted_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    muted_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mutes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "subscriptions",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    question = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    quiet_hours = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    made_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscriptions", x => x.name);
                });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_channel_kind_id",
                table: "notifications",
                columns: new[] { "channel", "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_channel_thing_id",
                table: "notifications",
                columns: new[] { "channel", "thing", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_edit_due_at",
                table: "notifications",
                column: "edit_due_at");

            migrationBuilder.CreateIndex(
                name: "IX_notifications_part_of",
                table: "notifications",
                column: "part_of");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "confirmations");

            migrationBuilder.DropTable(
                name: "mutes");

            migrationBuilder.DropTable(
                name: "subscriptions");

            migrationBuilder.DropIndex(
                name: "IX_notifications_channel_kind_id",
                table: "notifications");

            migrationBuilder.DropIndex(
                name: "IX_notifications_channel_thing_id",
                table: "notifications");

            migrationBuilder.DropIndex(
                name: "IX_notifications_edit_due_at",
                table: "notifications");

            migrationBuilder.DropIndex(
                name: "IX_notifications_part_of",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "about",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "edit_due_at",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "edited_at",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "lives_until",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "part_of",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "revision",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "sensitive",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "thing",
                table: "notifications");
        }
    }
}
