using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SlackAudit.Record.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Correlations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "correlation",
                table: "events",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            // The key is all there is, so the rows are the key's own tree: half the size, and found in one step.
            migrationBuilder.Sql("""
                CREATE TABLE "correlations" (
                    "key" TEXT NOT NULL,
                    "occurred_at" INTEGER NOT NULL,
                    "event_id" INTEGER NOT NULL,
                    CONSTRAINT "PK_correlations" PRIMARY KEY ("key", "occurred_at", "event_id")
                ) WITHOUT ROWID
                """);

            migrationBuilder.CreateIndex(
                name: "IX_correlations_event_id",
                table: "correlations",
                column: "event_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "correlations");

            migrationBuilder.DropColumn(
                name: "correlation",
                table: "events");
        }
    }
}
