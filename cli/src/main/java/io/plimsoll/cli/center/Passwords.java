package io.plimsoll.cli.center;

import io.plimsoll.cli.CommandFailure;
import java.io.Console;

/// Asks a person for a password at the terminal, without showing it.
final class Passwords {
    private Passwords() {}

    static String ask(String prompt) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new CommandFailure("there is no terminal to ask for a password; use --password-stdin");
        }
        char[] typed = console.readPassword("%s", prompt);
        if (typed == null) {
            throw new CommandFailure("no password was typed");
        }
        return new String(typed);
    }
}
