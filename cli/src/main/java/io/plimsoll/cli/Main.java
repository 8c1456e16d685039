package io.plimsoll.cli;

import io.plimsoll.advisories.bundle.BundleRefusedException;
import io.plimsoll.cli.center.ApplyCommand;
import io.plimsoll.cli.center.AuditCommand;
import io.plimsoll.cli.center.DiffCommand;
import io.plimsoll.cli.center.EnrolCommand;
import io.plimsoll.cli.center.ExceptionsCommand;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
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
        })
public final class Main implements Runnable {
    private static final Map<String, Supplier<Object>> COMMANDS = commands();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything runs
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        // The JDK keeps passwords back from the proxies of TLS, unless this is said before its client is first
        // used. Ours go to the proxy that HTTPS_PROXY holds them for.
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        System.exit(commandLine(arguments).execute(arguments));
    }

    /// The command line with all its commands.
    static CommandLine commandLine() {
        return commandLine(new String[0]);
    }

    /// The command line for these arguments: where they begin with a command, with that one alone. To look at all of
    /// them takes longer than to start Java.
    static CommandLine commandLine(String[] arguments) {
        CommandLine line = new CommandLine(new Main());
        String first = arguments.length == 0 ? "" : arguments[0];
        COMMANDS.forEach((name, command) -> {
            if (name.equals(first) || !COMMANDS.containsKey(first)) {
                line.addSubcommand(name, command.get());
            }
        });
        return line.setExitCodeExceptionMapper(e -> 2).setExecutionExceptionHandler((e, command, parsed) -> {
            say(command.getErr(), e);
            return 2;
        });
    }

    private static Map<String, Supplier<Object>> commands() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("scan", ScanCommand::new);
        commands.put("sbom", SbomCommand::new);
        commands.put("feed", FeedCommand::new);
        commands.put("login", LoginCommand::new);
        commands.put("logout", LogoutCommand::new);
        commands.put("password", PasswordCommand::new);
        commands.put("get", GetCommand::new);
        commands.put("apply", ApplyCommand::new);
        commands.put("diff", DiffCommand::new);
        commands.put("exceptions", ExceptionsCommand::new);
        commands.put("label", LabelCommand::new);
        commands.put("enrol", EnrolCommand::new);
        commands.put("revoke", RevokeCommand::new);
        commands.put("audit", AuditCommand::new);
        commands.put("report", ReportCommand::new);
        return commands;
    }

    /// Expected failures are one sentence; anything else is our own mistake and shows where it happened.
    private static void say(PrintWriter err, Exception e) {
        if (e instanceof CommandFailure || e instanceof BundleRefusedException) {
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
