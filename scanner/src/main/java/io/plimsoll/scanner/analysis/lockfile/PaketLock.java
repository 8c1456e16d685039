package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `paket.lock`: below `NUGET` a line of four blanks for each package, `Name (version) - restriction`. Other
/// sections name files of repositories, which are no packages.
final class PaketLock {
    private static final Pattern PACKAGE = Pattern.compile(" {4}(?<name>[^ ()]++) \\((?<version>[^() ]++)\\)(?: .*+)?");

    private PaketLock() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        boolean inNuget = false;
        for (String line : TextLines.of(content)) {
            if (!line.isBlank() && !line.startsWith(" ")) {
                inNuget = line.strip().equals("NUGET");
            } else if (inNuget && line.startsWith("    ") && !line.startsWith("     ")) {
                Matcher matcher = PACKAGE.matcher(line);
                if (matcher.matches()) {
                    found.add(matcher.group("name"), matcher.group("version"));
                } else {
                    found.malformed("a line of the packages names no package and version");
                }
            }
        }
    }
}
