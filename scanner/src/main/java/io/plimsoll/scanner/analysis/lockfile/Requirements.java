package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `requirements.txt` of pip, and the dependencies in `pyproject.toml`: `name[extra]==1.2 ; marker`. Only what
/// is pinned by `==` has a version; a range leaves open what will be installed.
final class Requirements {
    /// A name, perhaps extras, and the rest (Python packaging specification, "Dependency specifiers").
    private static final Pattern REQUIREMENT = Pattern.compile(
            "(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*+(?:\\[[^\\]]*+\\])?\\s*+(?<rest>[(=<>!~@].*+)?");

    private static final Pattern PINNED = Pattern.compile("\\(?\\s*+={2,3}\\s*+(?<version>[^\\s,*)]++)\\s*+\\)?");

    /// What an address or an option `-e` may call the package that it leads to.
    private static final String EGG = "#egg=";

    private final Declarations found;

    private Requirements(Declarations found) {
        this.found = found;
    }

    /// A file of lines, which a backslash at the end continues. Options, and addresses that name no package,
    /// are passed over.
    static void file(FileBytes content, Declarations found) throws MalformedInput {
        Requirements requirements = new Requirements(found);
        StringBuilder whole = new StringBuilder();
        for (String line : TextLines.of(content)) {
            boolean goesOn = line.endsWith("\\");
            whole.append(goesOn ? line.substring(0, line.length() - 1) : line);
            if (!goesOn) {
                requirements.line(whole.toString());
                whole.setLength(0);
            }
        }
        requirements.line(whole.toString());
    }

    /// The `dependencies` and `optional-dependencies` of a project (`pyproject.toml`), and its dependency groups.
    static void project(FileBytes content, Declarations found) throws MalformedInput {
        Data document = JacksonDocument.toml(content);
        Data project = document.at("project");
        Requirements requirements = new Requirements(found);
        requirements.all(project.at("dependencies"), false);
        for (Map.Entry<String, Data> extra :
                project.at("optional-dependencies").fields().entrySet()) {
            requirements.all(extra.getValue(), DeveloperGroups.include(extra.getKey()));
        }
        for (Map.Entry<String, Data> group :
                document.at("dependency-groups").fields().entrySet()) {
            requirements.all(group.getValue(), true);
        }
    }

    private void all(Data list, boolean forDevelopers) throws MalformedInput {
        for (Data item : list.items()) {
            if (item instanceof Data.Text(String text)) {
                requirement(text, forDevelopers);
            }
        }
    }

    private void line(String line) throws MalformedInput {
        boolean hasAddress = line.contains("://");
        int comment = line.indexOf('#');
        while (comment > 0 && hasAddress && !Character.isWhitespace(line.charAt(comment - 1))) {
            comment = line.indexOf('#', comment + 1);
        }
        String text = (comment < 0 ? line : line.substring(0, comment)).strip();
        int hashes = text.indexOf(" --");
        int egg = text.indexOf(EGG);
        if (egg >= 0) {
            requirement(text.substring(egg + EGG.length()).split("[&\\[]", 2)[0], false);
        } else if (!text.isEmpty() && !text.startsWith("-") && !isAddress(text)) {
            requirement(hashes < 0 ? text : text.substring(0, hashes), false);
        }
    }

    private static boolean isAddress(String text) {
        int scheme = text.indexOf("://");
        boolean isNamed = text.indexOf('@') > 0 && text.indexOf('@') < scheme;
        return text.startsWith(".") || text.startsWith("/") || (scheme >= 0 && !isNamed);
    }

    private void requirement(String text, boolean forDevelopers) throws MalformedInput {
        int marker = text.indexOf(';');
        Matcher matcher = REQUIREMENT.matcher((marker < 0 ? text : text.substring(0, marker)).strip());
        if (!matcher.matches()) {
            found.malformed("a requirement names no package");
            return;
        }
        String rest = matcher.group("rest");
        Matcher pinned = PINNED.matcher(rest == null ? "" : rest.strip());
        found.add(matcher.group("name"), pinned.matches() ? pinned.group("version") : "", forDevelopers);
    }
}
