package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `mix.lock` of Elixir: a map of tuples, one a line, `"name": {:hex, :name, "1.2.3", ...}` or
/// `"name": {:git, "address", "commit", []}`.
final class MixLock {
    private static final Pattern HEX = Pattern.compile(
            "\"[^\"]++\":\\s*+\\{\\s*+:hex,\\s*+:\"?(?<name>[A-Za-z0-9_@-]++)\"?,\\s*+\"(?<version>[^\"]++)\".*+");

    private static final Pattern OTHER =
            Pattern.compile("\"(?<name>[^\"]++)\":\\s*+\\{\\s*+:(?:git|path|svn|hg)\\s*+,.*+");

    private MixLock() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        for (String line : TextLines.of(content)) {
            String entry = line.strip();
            if (entry.startsWith("%{")) {
                entry = entry.substring(2).strip();
            }
            if (!entry.isEmpty() && !entry.equals("}") && !entry.startsWith("#")) {
                entry(entry, found);
            }
        }
    }

    private static void entry(String entry, Declarations found) throws MalformedInput {
        Matcher hex = HEX.matcher(entry);
        Matcher other = OTHER.matcher(entry);
        if (hex.matches()) {
            found.add(hex.group("name"), hex.group("version"));
        } else if (other.matches()) {
            found.add(other.group("name"), "");
        } else {
            found.malformed("a line names no package and where it is from");
        }
    }
}
