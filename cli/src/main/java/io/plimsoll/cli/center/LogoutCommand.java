package io.plimsoll.cli.center;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "logout", description = "End the session and forget it.")
public final class LogoutCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        try (Center center = new Center(SavedSession.load())) {
            center.delete("/sessions/current");
        } finally {
            SavedSession.forget();
        }
        return 0;
    }
}
