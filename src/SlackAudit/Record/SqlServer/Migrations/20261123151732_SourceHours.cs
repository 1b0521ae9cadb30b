using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SlackAudit.Record.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class SourceHours : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "source_hours",
                columns: table => new
                {
                    source = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    hour_at = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    deliveries = table.Column<long>(type: "bigint", nullable: false),
                    events = table.Column<long>(type: "bigint", nullable: false),
                    ahead = table.Column<long>(type: "bigint", nullable: false),
                    lag_ms = table.Column<long>(type: "bigint", nullable: true),
                    told_quiet = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_source_hours", x => new { x.source, x.hour_at });
                });

            migrationBuilder.CreateTable(
                name: "source_refusals",
                columns: table => new
                {
                    source = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    reason = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false, collation: "Latin1_General_100_BIN2"),
                    refused = table.Column<long>(type: "bigint", nullable: false),
                    last_at = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    sentence = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_source_refusals", x => new { x.source, x.reason });
                });

            migrationBuilder.CreateTable(
                name: "source_states",
                columns: table => new
                {
                    source = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    quiet_since = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    refused_since = table.Column<DateTime>(type: "datetime2(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_source_states", x => x.source);
                });

            migrationBuilder.CreateIndex(
                name: "IX_source_hours_hour_at",
                table: "source_hours",
                column: "hour_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "source_hours");

            migrationBuilder.DropTable(
                name: "source_refusals");

            migrationBuilder.DropTable(
                name: "source_states");
        }
    }
}
