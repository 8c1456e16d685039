package io.plimsoll.cli.center;

import picocli.CommandLine.Command;

@Command(
        name = "exceptions",
        description =
                "Accept a finding, leak or image for a while, at the Command Center; 'plimsoll get exceptions' lists them.",
        subcommands = {ExceptionAddCommand.class, ExceptionConfirmCommand.class, ExceptionWithdrawCommand.class})
public final class ExceptionsCommand {}
