package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Collects what one lock file declares. What is wrong with single entries is kept beside the sound ones.
final class Declarations {
    private static final int MOST = 100_000;
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_VERSION = 300;

    /// No ecosystem has names of such components.
    private static final Pattern NO_NAME = Pattern.compile("(?:^|/)\\.{0,2}(?:/|$)");

    private record NameAndVersion(String name, String version) {}

    private final Map<NameAndVersion, Boolean> development = new LinkedHashMap<>();
    private String problem = "";
    private boolean partial;

    /// A package that runs with the software.
    void add(String name, String version) throws MalformedInput {
        add(name, version, false);
    }

    /// A package. Where it comes several times, it is for developers only if each entry says so.
    ///
    /// @param version empty where the file names none
    void add(String name, String version, boolean forDevelopers) throws MalformedInput {
        if (!isText(name, LONGEST_NAME)
                || name.isBlank()
                || NO_NAME.matcher(name).find()) {
            malformed("it declares a package whose name cannot be one");
        } else if (!isText(version, LONGEST_VERSION)) {
            malformed("it declares a version that cannot be one");
        } else {
            development.merge(new NameAndVersion(name, version), forDevelopers, (a, b) -> a && b);
        }
        if (development.size() > MOST) {
            throw new MalformedInput("it declares more than " + MOST + " packages");
        }
    }

    /// Something of the file says nothing that we understand. The first such reason is kept.
    void malformed(String reason) {
        problem = problem.isEmpty() ? reason : problem;
    }

    /// The file alone does not name all packages; a file beside it may name the rest.
    void setPartial() {
        partial = true;
    }

    boolean isPartial() {
        return partial;
    }

    /// Why something of the file could not be read; empty if all could.
    String problem() {
        return problem;
    }

    List<DeclaredPackage> packages() {
        List<DeclaredPackage> packages = new ArrayList<>(development.size());
        development.forEach(
                (one, forDevelopers) -> packages.add(new DeclaredPackage(one.name(), one.version(), forDevelopers)));
        return packages;
    }

    private static boolean isText(String text, int longest) {
        return text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }
}
