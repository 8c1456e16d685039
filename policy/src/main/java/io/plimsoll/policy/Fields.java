package io.plimsoll.policy;

import io.plimsoll.model.Digest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The fields of one object of a policy document. Every read notes what it finds wrong and goes on with a harmless
/// value, so that all mistakes are reported at once; what nobody read is a mistake too.
final class Fields {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,6})s?");
    private static final Pattern DAYS = Pattern.compile("(\\d{1,4})d?");
    /// The most that a list has.
    static final int MOST_ENTRIES = 1000;

    private final JsonNode node;
    private final String where;
    private final String pointer;
    private final Mistakes mistakes;
    private final Set<String> read = new HashSet<>();

    private Fields(JsonNode node, String where, String pointer, Mistakes mistakes) {
        this.node = node;
        this.where = where;
        this.pointer = pointer;
        this.mistakes = mistakes;
    }

    /// @param pointer where the node is in the document, by a JSON pointer without escapes
    static Fields of(JsonNode node, String where, String pointer, Mistakes mistakes) {
        if (!node.isObject()) {
            mistakes.add(pointer, where + " is a mapping of keys to values, not '" + shown(node) + "'");
            return new Fields(JsonNodeFactory.instance.objectNode(), where, pointer, mistakes);
        }
        return new Fields(node, where, pointer, mistakes);
    }

    /// Notes what is wrong with a field.
    void wrong(String key, String sentence) {
        mistakes.add(pointer + "/" + key, sentence);
    }

    boolean has(String key) {
        return node.has(key);
    }

    boolean isObject(String key) {
        return node.path(key).isObject();
    }

    Fields object(String key) {
        read.add(key);
        if (!node.has(key)) {
            wrong(key, where + " lacks '" + key + "'");
            return new Fields(JsonNodeFactory.instance.objectNode(), key, pointer, mistakes);
        }
        return of(node.get(key), "'" + key + "'", pointer + "/" + key, mistakes);
    }

    String name() {
        String name = text("name", "");
        if (!NAME.matcher(name).matches()) {
            wrong("name", "'name' is 1 to 63 lower-case letters, digits, '.', '_' or '-', not '" + name + "'");
        }
        return name;
    }

    String text(String key, String absent) {
        read.add(key);
        if (!node.has(key)) {
            return absent;
        }
        JsonNode value = node.get(key);
        if (!value.isValueNode() || value.isNull()) {
            wrong(key, "'" + key + "' is a text, not '" + shown(value) + "'");
            return absent;
        }
        return value.asString();
    }

    /// A text that must be there and say something.
    String words(String key) {
        String words = text(key, "").strip();
        if (words.isEmpty()) {
            wrong(key, where + " lacks '" + key + "'");
        }
        return words;
    }

    /// A day that must be there.
    LocalDate date(String key) {
        String text = words(key);
        try {
            return text.isEmpty() ? LocalDate.EPOCH : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            wrong(key, "'" + key + "' in " + where + " is a day such as 2027-03-31, not '" + text + "'");
            return LocalDate.EPOCH;
        }
    }

    /// The objects of a list that must be there, numbered from 1 in mistakes.
    List<Fields> objects(String key) {
        read.add(key);
        JsonNode list = node.path(key);
        if (!list.isArray() || list.size() > MOST_ENTRIES) {
            wrong(key, "'" + key + "' is a list of at most " + MOST_ENTRIES + " entries");
            return List.of();
        }
        List<Fields> objects = new ArrayList<>();
        for (JsonNode entry : list) {
            objects.add(of(
                    entry,
                    "entry " + (objects.size() + 1) + " of '" + key + "'",
                    pointer + "/" + key + "/" + objects.size(),
                    mistakes));
        }
        return objects;
    }

    /// The objects of a list in which a text stands for an object with this one field.
    List<Fields> objects(String key, String textIs) {
        read.add(key);
        JsonNode list = node.path(key);
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_ENTRIES) {
            wrong(key, "'" + key + "' is a list of 1 to " + MOST_ENTRIES + " entries");
            return List.of();
        }
        List<Fields> objects = new ArrayList<>();
        for (JsonNode entry : list) {
            JsonNode object =
                    entry.isString() ? JsonNodeFactory.instance.objectNode().set(textIs, entry) : entry;
            objects.add(of(
                    object,
                    "entry " + (objects.size() + 1) + " of '" + key + "'",
                    pointer + "/" + key + "/" + objects.size(),
                    mistakes));
        }
        return objects;
    }

    /// A list that names something.
    List<String> someTexts(String key) {
        List<String> texts = texts(key);
        if (texts.isEmpty()) {
            wrong(key, "'" + key + "' names at least one entry");
        }
        return texts;
    }

    /// The digests behind each name of an object.
    Map<String, Set<Digest>> digestsByName(String key) {
        Map<String, Set<Digest>> digests = new HashMap<>();
        Fields inner = object(key);
        for (String name : inner.node.propertyNames()) {
            digests.put(name, Set.copyOf(inner.digests(name)));
        }
        return digests;
    }

    /// Something else that is wrong with it, said behind what it is called.
    void mistake(String sentence) {
        mistakes.add(pointer, where + " " + sentence);
    }

    /// An object without fields, for one that may be absent.
    Fields nothing() {
        return new Fields(JsonNodeFactory.instance.objectNode(), where, pointer, mistakes);
    }

    /// One of the allowed words; the first one stands in after a mistake.
    String word(String key, String... allowed) {
        if (!has(key)) {
            wrong(key, "'" + key + "' is missing; it is one of " + String.join(", ", allowed));
            return allowed[0];
        }
        String word = text(key, "");
        if (Arrays.asList(allowed).contains(word)) {
            return word;
        }
        wrong(key, "'" + key + "' is one of " + String.join(", ", allowed) + ", not '" + word + "'");
        return allowed[0];
    }

    /// Whether the check is on: `refuse`. Absent or `allow` means off.
    boolean flag(String key) {
        return has(key) && word(key, "refuse", "allow").equals("refuse");
    }

    boolean truth(String key) {
        return has(key) && word(key, "true", "false").equals("true");
    }

    double score(String key) {
        read.add(key);
        JsonNode value = node.get(key);
        if (value.isNumber() && value.asDouble() >= 0 && value.asDouble() <= 10) {
            return value.asDouble();
        }
        wrong(key, "'" + key + "' is a CVSS score from 0.0 to 10.0, not '" + shown(value) + "'");
        return 0;
    }

    /// A probability that must be there.
    double probability(String key) {
        read.add(key);
        JsonNode value = node.path(key);
        if (value.isNumber() && value.asDouble() >= 0 && value.asDouble() <= 1) {
            return value.asDouble();
        }
        wrong(key, "'" + key + "' is a probability from 0.0 to 1.0, not '" + shown(value) + "'");
        return 0;
    }

    /// A number of days that must be there.
    int days(String key) {
        String text = text(key, "");
        Matcher matcher = DAYS.matcher(text);
        if (matcher.matches()) {
            return Integer.parseInt(matcher.group(1));
        }
        wrong(key, "'" + key + "' is a number of days such as 30d, up to 9999d, not '" + text + "'");
        return 0;
    }

    long seconds(String key, long absent, long most) {
        String text = text(key, Long.toString(absent));
        Matcher matcher = SECONDS.matcher(text);
        if (matcher.matches() && Long.parseLong(matcher.group(1)) <= most) {
            return Long.parseLong(matcher.group(1));
        }
        wrong(key, "'" + key + "' is from 0s to " + most + "s, not '" + text + "'");
        return absent;
    }

    List<String> texts(String key) {
        read.add(key);
        if (!node.has(key)) {
            return List.of();
        }
        JsonNode list = node.get(key);
        if (!list.isArray() || list.size() > MOST_ENTRIES) {
            wrong(key, "'" + key + "' is a list of at most " + MOST_ENTRIES + " texts, not '" + shown(list) + "'");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : list) {
            if (entry.isString()) {
                texts.add(entry.asString());
            } else {
                wrong(key, "'" + key + "' is a list of texts; '" + shown(entry) + "' is none");
            }
        }
        return texts;
    }

    List<String> paths(String key) {
        List<String> paths = texts(key);
        paths.stream()
                .filter(p -> !p.startsWith("/") || p.equals("/") || p.contains("/../") || p.endsWith("/.."))
                .forEach(p -> wrong(key, "'" + key + "' names absolute container paths below /, not '" + p + "'"));
        return paths;
    }

    List<Digest> digests(String key) {
        List<Digest> digests = new ArrayList<>();
        for (String text : texts(key)) {
            try {
                digests.add(Digest.parse(text));
            } catch (IllegalArgumentException e) {
                wrong(key, "'" + key + "': " + e.getMessage());
            }
        }
        return digests;
    }

    Map<String, String> map(String key) {
        Map<String, String> map = new HashMap<>();
        Fields inner = object(key);
        for (String name : inner.node.propertyNames()) {
            map.put(name, inner.text(name, ""));
        }
        return map;
    }

    void refuseOthers() {
        node.propertyNames().stream()
                .filter(k -> !read.contains(k))
                .forEach(k -> wrong(k, "'" + k + "' is not known in " + where));
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
