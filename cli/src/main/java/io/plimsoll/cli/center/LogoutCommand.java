package io.plimsoll.cli.center;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "logout", description = "End the session and forget it.")
public final class LogoutCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        SavedSession session = SavedSession.load();
        if (session.holdsApiToken()) {
            SavedSession.forget();
            System.out.println("Forgotten. The API token still holds; it is revoked in the console.");
            return 0;
        }
        try (Center center = new Center(session)) {
            center.delete("/sessions/current");
        } finally {
            SavedSession.forget();
        }
        return 0;
    }
}
