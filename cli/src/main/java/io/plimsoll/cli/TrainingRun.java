package io.plimsoll.cli;

import java.util.ArrayList;
import java.util.List;

/// Runs several commands in one JVM, while the product is built: the JDK's start-up cache holds what one process has
/// loaded. What the commands say and how they end does not matter.
final class TrainingRun {
    private TrainingRun() {}

    /// @param arguments the words of the commands, `--` between one and the next
    public static void main(String[] arguments) {
        List<String> command = new ArrayList<>();
        for (String word : arguments) {
            if (word.equals("--")) {
                run(command);
                command.clear();
            } else {
                command.add(word);
            }
        }
        run(command);
    }

    private static void run(List<String> command) {
        String[] words = command.toArray(String[]::new);
        Main.commandLine(words).execute(words);
    }
}
