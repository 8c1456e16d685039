package io.plimsoll.cli.center;

import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.StandardInput;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "password", description = "Change my password; my other sessions end.")
public final class PasswordCommand implements Callable<Integer> {
    private static final String STDIN = "--password-stdin";

    @Option(
            names = STDIN,
            description = "read the present password from standard input, and the new one from its second line")
    private boolean fromStandardInput;

    @Override
    public Integer call() {
        try (Center center = new Center(SavedSession.load())) {
            String old = fromStandardInput ? StandardInput.line(STDIN) : Passwords.ask("Present password: ");
            String fresh = fromStandardInput ? secondLine() : asked();
            center.put("/users/current/password", Map.of("oldPassword", old, "newPassword", fresh));
            System.out.println("Changed.");
        }
        return 0;
    }

    private static String secondLine() {
        return StandardInput.next(STDIN)
                .orElseThrow(() -> new CommandFailure("write the new password as a second line to standard input"));
    }

    private static String asked() {
        String fresh = Passwords.ask("New password (12 characters or more, letters and digits): ");
        if (!fresh.equals(Passwords.ask("Again: "))) {
            throw new CommandFailure("the two new passwords differ; nothing was changed");
        }
        return fresh;
    }
}
