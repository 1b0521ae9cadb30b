using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SlackAudit.Record.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ReferenceKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // As before, the key is all there is, so the rows are the key's own tree.
            migrationBuilder.Sql($"""
                DROP INDEX "IX_correlations_event_id";
                ALTER TABLE "correlations" RENAME TO "correlations_before";
                CREATE TABLE "correlations" (
                    "reference_key" INTEGER NOT NULL,
                    "occurred_at" INTEGER NOT NULL,
                    "event_id" INTEGER NOT NULL,
                    CONSTRAINT "PK_correlations" PRIMARY KEY ("reference_key", "occurred_at", "event_id")
                ) WITHOUT ROWID;
                INSERT INTO "correlations" SELECT DISTINCT {SqliteFunctions.ReferenceKey}("key"), "occurred_at", "event_id" FROM "correlations_before" ORDER BY 1, 2, 3;
                DROP TABLE "correlations_before";
                """);

            migrationBuilder.CreateIndex(
                name: "IX_correlations_event_id",
                table: "correlations",
                column: "event_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // Keys do not give the references back.
            migrationBuilder.Sql("""
                DROP TABLE "correlations";
                CREATE TABLE "correlations" (
                    "key" TEXT NOT NULL,
                    "occurred_at" INTEGER NOT NULL,
                    "event_id" INTEGER NOT NULL,
                    CONSTRAINT "PK_correlations" PRIMARY KEY ("key", "occurred_at", "event_id")
                ) WITHOUT ROWID;
                """);

            migrationBuilder.CreateIndex(
                name: "IX_correlations_event_id",
                table: "correlations",
                column: "event_id");
        }
    }
}
