package io.plimsoll.e2e;

import io.plimsoll.testkit.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A shell on a host that nobody prepared: the usual PATH and nothing else in its environment.
final class PlainShell {
    private final List<String> environment = new ArrayList<>(List.of("PATH=/usr/sbin:/usr/bin:/sbin:/bin"));
    private final List<String> hidden = new ArrayList<>();
    private boolean asNobody;

    PlainShell with(String name, String value) {
        environment.add(name + "=" + value);
        return this;
    }

    /// Makes a folder look empty, a program absent and a socket dead. What is not there stays as it is.
    PlainShell hiding(String path) {
        hidden.add(path);
        return this;
    }

    PlainShell asNobody() {
        asNobody = true;
        return this;
    }

    /// A program with these arguments.
    Command command(Path program, String... arguments) {
        return Command.of(words(program, arguments));
    }

    String[] words(Path program, String... arguments) {
        List<String> words = new ArrayList<>();
        if (!hidden.isEmpty()) {
            words.addAll(List.of("unshare", "--mount", "sh", "-ec", hide() + "exec \"$@\"", "sh"));
        }
        if (asNobody) {
            words.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        // A run in the background of a script is one that ignores Ctrl-C, and so would all that it starts.
        words.addAll(List.of("env", "-i", "--default-signal=INT"));
        words.addAll(environment);
        words.add(program.toString());
        words.addAll(List.of(arguments));
        return words.toArray(String[]::new);
    }

    private String hide() {
        Stream<String> mounts = hidden.stream()
                .map(path -> "if [ -d '" + path + "' ]; then mount -t tmpfs none '" + path
                        + "'; elif [ -e '" + path
                        + "' ]; then mount --bind /dev/null \"$(readlink -f '" + path + "')\"; fi;\n");
        return mounts.collect(Collectors.joining());
    }
}
