package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `Gemfile.lock` and `gems.locked` of Bundler: in each section with `specs:`, whatever gems come from, a line of four
/// blanks for each gem, `name (version)` or `name (version-platform)`. It does not tell what only developers need.
final class GemfileLock {
    private static final String SPECS = "  specs:";
    private static final Pattern GEM = Pattern.compile(" {4}(?<name>[^ ()]++) \\((?<version>[^()-]++)(?:-[^()]*+)?\\)");
    private static final Pattern SECTION = Pattern.compile("[A-Z][A-Z ]*+");

    private GemfileLock() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        boolean inSpecs = false;
        boolean hasSection = false;
        for (String line : TextLines.of(content)) {
            if (!line.startsWith(" ")) {
                inSpecs = false;
                hasSection |= SECTION.matcher(line.strip()).matches();
            } else if (line.equals(SPECS)) {
                inSpecs = true;
            } else if (inSpecs && line.startsWith("    ") && !line.startsWith("     ")) {
                gem(line.stripTrailing(), found);
            }
        }
        if (!hasSection) {
            throw new MalformedInput("it has no section");
        }
    }

    private static void gem(String line, Declarations found) throws MalformedInput {
        Matcher matcher = GEM.matcher(line);
        if (matcher.matches()) {
            found.add(matcher.group("name"), matcher.group("version"));
        } else {
            found.malformed("a line of the gems names no gem and version");
        }
    }
}
