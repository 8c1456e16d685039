package io.plimsoll.cli.center;

import picocli.CommandLine.Command;

@Command(
        name = "audit",
        description = "The audit trail: prove it, or take it out.",
        subcommands = {AuditVerifyCommand.class, AuditExportCommand.class})
public final class AuditCommand {}
