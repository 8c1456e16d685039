package io.plimsoll.enforcer.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the fake runc wrote down: one call after the other.
record Recording(List<Call> calls) {

    record Call(List<String> facts) {
        /// argv without the program's name.
        List<String> arguments() {
            return values("arg").skip(1).toList();
        }

        long pid() {
            return Long.parseLong(values("call").findFirst().orElseThrow());
        }

        /// What stands behind a word: `cwd`, `umask`, `SigBlk:`, `fd` and so on.
        Stream<String> values(String word) {
            return facts.stream()
                    .filter(fact -> fact.startsWith(word))
                    .map(fact -> fact.substring(word.length()).strip());
        }
    }

    static Recording in(Path file) throws IOException {
        List<Call> calls = new ArrayList<>();
        for (String block : (Files.exists(file) ? Files.readString(file) : "").split("(?m)^(?=call )")) {
            if (!block.isEmpty()) {
                calls.add(new Call(block.lines().toList()));
            }
        }
        return new Recording(List.copyOf(calls));
    }

    /// The one call that there was.
    Call only() {
        if (calls.size() != 1) {
            throw new AssertionError("not one call of runc but " + calls);
        }
        return calls.getFirst();
    }
}
