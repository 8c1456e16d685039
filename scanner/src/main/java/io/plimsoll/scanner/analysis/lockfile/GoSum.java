package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.LinkedHashMap;
import java.util.Map;

/// `go.sum`: checksums of modules, also of versions that were only looked at to choose others. Of each module the last
/// version counts, which is the highest. Heard only where a `go.mod` beside it does not name all modules.
final class GoSum {
    private static final String DESCRIPTION_ONLY = "/go.mod";

    private GoSum() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        Map<String, String> highest = new LinkedHashMap<>();
        for (String line : TextLines.of(content)) {
            String[] words = line.strip().split("\\s+");
            if (words.length == 3) {
                String version = words[1];
                boolean isDescription = version.endsWith(DESCRIPTION_ONLY);
                highest.put(
                        words[0],
                        isDescription ? version.substring(0, version.length() - DESCRIPTION_ONLY.length()) : version);
            } else if (!line.isBlank()) {
                found.malformed("a line has no module, version and checksum");
            }
        }
        for (Map.Entry<String, String> module : highest.entrySet()) {
            found.add(module.getKey(), module.getValue());
        }
    }
}
