package io.plimsoll.cli.center;

import io.plimsoll.cli.CommandFailure;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "password", description = "Change my password; my other sessions end.")
public final class PasswordCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        try (Center center = new Center(SavedSession.load())) {
            String old = Passwords.ask("Present password: ");
            String fresh = Passwords.ask("New password (12 characters or more, letters and digits): ");
            if (!fresh.equals(Passwords.ask("Again: "))) {
                throw new CommandFailure("the two new passwords differ; nothing was changed");
            }
            center.put("/users/current/password", Map.of("oldPassword", old, "newPassword", fresh));
            System.out.println("Changed.");
        }
        return 0;
    }
}
