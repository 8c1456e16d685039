package io.plimsoll.enforcer;

import java.nio.file.Path;
import java.util.List;

/// The program. It says `ready` once the shim is in place and gates can be set; on SIGTERM it gives the engine back.
///
/// Exit: 0 ended as told, 1 ended with something left to do, 2 could not start.
public final class Main {
    private Main() {}

    public static void main(String[] words) throws InterruptedException {
        if (List.of(words).contains("--help")) {
            System.out.println(Options.USAGE);
            return;
        }
        try {
            Options options = Options.parse(List.of(words), Path.of(System.getProperty("plimsoll.home", ".")));
            Enforcer enforcer = Enforcer.start(options);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(enforcer), "end"));
            say("ready");
            Thread.currentThread().join();
        } catch (OptionMistakes e) {
            complain(e + "\n\n" + Options.USAGE);
            System.exit(2);
        } catch (CannotStartException e) {
            complain(String.valueOf(e.getMessage()));
            System.exit(2);
        }
    }

    /// A JVM that was told to end would otherwise say so by its exit status.
    private static void end(Enforcer enforcer) {
        Runtime.getRuntime().halt(enforcer.giveBack() ? 0 : 1);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    static void complain(String text) {
        System.err.println("plimsoll-enforcer: " + text);
    }
}
