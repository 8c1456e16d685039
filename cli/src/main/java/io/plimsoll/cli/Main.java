package io.plimsoll.cli;

import io.plimsoll.cli.center.ApplyCommand;
import io.plimsoll.cli.center.AuditCommand;
import io.plimsoll.cli.center.EnrolCommand;
import io.plimsoll.cli.center.GetCommand;
import io.plimsoll.cli.center.LabelCommand;
import io.plimsoll.cli.center.LoginCommand;
import io.plimsoll.cli.center.LogoutCommand;
import io.plimsoll.cli.center.PasswordCommand;
import io.plimsoll.cli.center.ReportCommand;
import io.plimsoll.cli.center.RevokeCommand;
import io.plimsoll.cli.feed.FeedCommand;
import io.plimsoll.cli.scan.SbomCommand;
import io.plimsoll.cli.scan.ScanCommand;
import io.plimsoll.cli.scan.Version;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The table of contents of the command line.
@Command(
        name = "plimsoll",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        version = "plimsoll " + Version.NUMBER,
        description = "Shows at a glance whether containers are loaded safely.",
        footer = {
            "",
            "Exit codes: 0 passed or done, 1 a policy is violated, 2 it could not be done.",
            "'plimsoll up', 'down', 'rescue' and 'test' belong to the launcher in the source tree; see README.md."
        },
        subcommands = {
            ScanCommand.class,
            SbomCommand.class,
            FeedCommand.class,
            LoginCommand.class,
            LogoutCommand.class,
            PasswordCommand.class,
            GetCommand.class,
            ApplyCommand.class,
            LabelCommand.class,
            EnrolCommand.class,
            RevokeCommand.class,
            AuditCommand.class,
            ReportCommand.class,
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything runs
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExitCodeExceptionMapper(e -> 2)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    say(command.getErr(), e);
                    return 2;
                });
    }

    /// Expected failures are one sentence; anything else is our own mistake and shows where it happened.
    private static void say(PrintWriter err, Exception e) {
        if (e instanceof CommandFailure) {
            err.println("plimsoll: "
                    + Terminal.clean(String.valueOf(e.getMessage())).replace("\\u{a}", "\n"));
        } else {
            err.println("plimsoll: unexpected: " + e + "; please report this");
            e.printStackTrace(err);
        }
        err.flush();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
