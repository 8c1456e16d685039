package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;

/// `yarn.lock` of every version. Up to Yarn 1 it is a language of its own, later YAML; both are blocks that
/// begin with the ranges they stand for, and both are read line by line. It does not tell what only developers
/// need.
final class YarnLock {
    private final Declarations found;
    private String heading = "";
    private String version = "";
    private String resolution = "";

    private YarnLock(Declarations found) {
        this.found = found;
    }

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        YarnLock lock = new YarnLock(found);
        for (String line : TextLines.of(content)) {
            lock.line(line);
        }
        lock.endBlock();
    }

    private void line(String line) throws MalformedInput {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        if (!line.startsWith(" ")) {
            endBlock();
            if (!line.endsWith(":")) {
                throw new MalformedInput("a block does not begin with what it stands for and a colon");
            }
            heading = line.substring(0, line.length() - 1);
        } else if (line.startsWith("  ") && !line.startsWith("   ")) {
            field(line.strip());
        }
    }

    private void field(String field) {
        int end = field.indexOf(' ');
        String name = end < 0 ? "" : unquoted(field.substring(0, end).replace(":", ""));
        switch (name) {
            case "version" -> version = unquoted(field.substring(end + 1).strip());
            case "resolution" -> resolution = unquoted(field.substring(end + 1).strip());
            default -> {}
        }
    }

    private void endBlock() throws MalformedInput {
        if (!heading.isEmpty() && !heading.equals("__metadata")) {
            NpmName name = name();
            if (version.isEmpty()) {
                found.malformed("a block names no version");
            } else if (!isOfProject(name.reference())) {
                found.add(name.name(), version);
            }
        }
        heading = "";
        version = "";
        resolution = "";
    }

    private NpmName name() {
        if (!resolution.isEmpty()) {
            return NpmName.of(resolution);
        }
        String ranges = heading.startsWith("\"")
                ? heading.substring(1, Math.max(1, heading.indexOf('"', 1)))
                : heading.substring(0, heading.indexOf(',') < 0 ? heading.length() : heading.indexOf(','));
        return NpmName.of(ranges.split(", ", 2)[0].strip()).real();
    }

    /// Only newer versions name what is part of the project.
    private boolean isOfProject(String reference) {
        return !resolution.isEmpty()
                && (reference.startsWith("workspace:")
                        || reference.startsWith("link:")
                        || reference.startsWith("portal:"));
    }

    private static String unquoted(String text) {
        boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }
}
