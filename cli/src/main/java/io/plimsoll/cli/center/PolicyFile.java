package io.plimsoll.cli.center;

import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.policy.InvalidPolicyException;
import io.plimsoll.policy.KnownServices;
import io.plimsoll.policy.Policy;
import io.plimsoll.policy.PolicyDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A file with policies, divided by `---`.
final class PolicyFile {
    private PolicyFile() {}

    /// The texts of its policies by their names, in the order of the file. All are read before any is used: a mistake
    /// in
    /// the last stops all.
    static Map<String, String> documents(Path file) {
        Map<String, String> documents = new LinkedHashMap<>();
        for (String document : text(file).split("(?m)^---\\s*$")) {
            if (document.isBlank()) {
                continue;
            }
            Policy policy = parsed(file, document, documents.size() + 1);
            if (documents.put(policy.name(), document) != null) {
                throw new CommandFailure(file + " holds two policies named '" + policy.name() + "'");
            }
        }
        if (documents.isEmpty()) {
            throw new CommandFailure(file + " holds no policy");
        }
        return documents;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure("cannot read " + file + ": " + AtomicFile.reason(e), e);
        }
    }

    private static Policy parsed(Path file, String document, int number) {
        try {
            return PolicyDocument.parse(document, KnownServices.AS_WRITTEN);
        } catch (InvalidPolicyException e) {
            throw new CommandFailure(
                    "policy " + number + " in " + file + " is not valid; nothing was changed:\n  - "
                            + String.join("\n  - ", e.mistakes()),
                    e);
        }
    }
}
