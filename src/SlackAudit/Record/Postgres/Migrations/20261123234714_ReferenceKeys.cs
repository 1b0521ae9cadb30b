using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SlackAudit.Record.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ReferenceKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameTable(
                name: "correlations",
                newName: "correlations_before");

            migrationBuilder.DropPrimaryKey(
                name: "PK_correlations",
                table: "correlations_before");

            migrationBuilder.DropIndex(
                name: "IX_correlations_event_id",
                table: "correlations_before");

            migrationBuilder.CreateTable(
                name: "correlations",
                columns: table => new
                {
                    reference_key = table.Column<long>(type: "bigint", nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_correlations", x => new { x.reference_key, x.occurred_at, x.event_id });
                });

            migrationBuilder.Sql("""
                INSERT INTO correlations SELECT DISTINCT ('x' || encode(substring(sha256(convert_to(key, 'UTF8')) FROM 1 FOR 8), 'hex'))::bit(64)::bigint, occurred_at, event_id
                FROM correlations_before
                """);

            migrationBuilder.DropTable(
                name: "correlations_before");

            migrationBuilder.CreateIndex(
                name: "IX_correlations_event_id",
                table: "correlations",
                column: "event_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // Keys do not give the references back.
            migrationBuilder.DropTable(
                name: "correlations");

            migrationBuilder.CreateTable(
                name: "correlations",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_correlations", x => new { x.key, x.occurred_at, x.event_id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_correlations_event_id",
                table: "correlations",
                column: "event_id");
        }
    }
}
