using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SlackAudit.Record.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class QuestionIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_events_action_root_occurred_at_app_key",
                table: "events");

            migrationBuilder.DropIndex(
                name: "IX_events_actor_key_occurred_at",
                table: "events");

            migrationBuilder.DropIndex(
                name: "IX_events_app_key_action_root_occurred_at",
                table: "events");

            migrationBuilder.DropIndex(
                name: "IX_events_occurred_at",
                table: "events");

            migrationBuilder.DropIndex(
                name: "IX_events_target_key_occurred_at_actor_key",
                table: "events");

            migrationBuilder.CreateIndex(
                name: "IX_events_action_root_occurred_at_outcome_app_key_app_path",
                table: "events",
                columns: new[] { "action_root", "occurred_at", "outcome", "app_key", "app_path" });

            migrationBuilder.CreateIndex(
                name: "IX_events_actor_key_occurred_at_action_root",
                table: "events",
                columns: new[] { "actor_key", "occurred_at", "action_root" });

            migrationBuilder.CreateIndex(
                name: "IX_events_app_key_occurred_at_action_root",
                table: "events",
                columns: new[] { "app_key", "occurred_at", "action_root" });

            migrationBuilder.CreateIndex(
                name: "IX_events_occurred_at_sensitive_outcome_source",
                table: "events",
                columns: new[] { "occurred_at", "sensitive", "outcome", "source" });

            migrationBuilder.CreateIndex(
                name: "IX_events_target_key_occurred_at_action_root",
                table: "events",
                columns: new[] { "target_key", "occurred_at", "action_root" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_events_action_root_occurred_at_outcome_app_key_app_path",
                table: "events");

            migrationBuilder.DropIndex(
                name: "IX_events_actor_key_occurred_at_action_root",
                table: "events");

            migrationBuilder.DropIndex(
                name: "IX_events_app_key_occurred_at_action_root",
                table: "events");

            migrationBuilder.DropIndex(
                name: "IX_events_occurred_at_sensitive_outcome_source",
                table: "events");

            migrationBuilder.DropIndex(
                name: "IX_events_target_key_occurred_at_action_root",
                table: "events");

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
                name: "IX_events_target_key_occurred_at_actor_key",
                table: "events",
                columns: new[] { "target_key", "occurred_at", "actor_key" });
        }
    }
}
