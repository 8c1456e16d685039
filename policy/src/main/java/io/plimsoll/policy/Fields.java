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
    private static final int MOST_ENTRIES = 1000;

    private final JsonNode node;
    private final String where;
    private final List<String> mistakes;
    private final Set<String> read = new HashSet<>();

    private Fields(JsonNode node, String where, List<String> mistakes) {
        this.node = node;
        this.where = where;
        this.mistakes = mistakes;
    }

    static Fields of(JsonNode node, String where, List<String> mistakes) {
        if (!node.isObject()) {
            mistakes.add(where + " is a mapping of keys to values, not '" + shown(node) + "'");
            return new Fields(JsonNodeFactory.instance.objectNode(), where, mistakes);
        }
        return new Fields(node, where, mistakes);
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
            mistakes.add(where + " lacks '" + key + "'");
            return new Fields(JsonNodeFactory.instance.objectNode(), key, mistakes);
        }
        return of(node.get(key), "'" + key + "'", mistakes);
    }

    String name() {
        String name = text("name", "");
        if (!NAME.matcher(name).matches()) {
            mistakes.add("'name' is 1 to 63 lower-case letters, digits, '.', '_' or '-', not '" + name + "'");
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
            mistakes.add("'" + key + "' is a text, not '" + shown(value) + "'");
            return absent;
        }
        return value.asString();
    }

    /// A text that must be there and say something.
    String words(String key) {
        String words = text(key, "").strip();
        if (words.isEmpty()) {
            mistakes.add(where + " lacks '" + key + "'");
        }
        return words;
    }

    /// A day that must be there.
    LocalDate date(String key) {
        String text = words(key);
        try {
            return text.isEmpty() ? LocalDate.EPOCH : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            mistakes.add("'" + key + "' in " + where + " is a day such as 2027-03-31, not '" + text + "'");
            return LocalDate.EPOCH;
        }
    }

    /// The objects of a list that must be there, numbered from 1 in mistakes.
    List<Fields> objects(String key) {
        read.add(key);
        JsonNode list = node.path(key);
        if (!list.isArray() || list.size() > MOST_ENTRIES) {
            mistakes.add("'" + key + "' is a list of at most " + MOST_ENTRIES + " entries");
            return List.of();
        }
        List<Fields> objects = new ArrayList<>();
        for (JsonNode entry : list) {
            objects.add(of(entry, "entry " + (objects.size() + 1) + " of '" + key + "'", mistakes));
        }
        return objects;
    }

    /// Something else that is wrong with it, said behind what it is called.
    void mistake(String sentence) {
        mistakes.add(where + " " + sentence);
    }

    /// An object without fields, for one that may be absent.
    Fields nothing() {
        return new Fields(JsonNodeFactory.instance.objectNode(), where, mistakes);
    }

    /// One of the allowed words; the first one stands in after a mistake.
    String word(String key, String... allowed) {
        if (!has(key)) {
            mistakes.add("'" + key + "' is missing; it is one of " + String.join(", ", allowed));
            return allowed[0];
        }
        String word = text(key, "");
        if (Arrays.asList(allowed).contains(word)) {
            return word;
        }
        mistakes.add("'" + key + "' is one of " + String.join(", ", allowed) + ", not '" + word + "'");
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
        mistakes.add("'" + key + "' is a CVSS score from 0.0 to 10.0, not '" + shown(value) + "'");
        return 0;
    }

    long seconds(String key, long absent, long most) {
        String text = text(key, Long.toString(absent));
        Matcher matcher = SECONDS.matcher(text);
        if (matcher.matches() && Long.parseLong(matcher.group(1)) <= most) {
            return Long.parseLong(matcher.group(1));
        }
        mistakes.add("'" + key + "' is from 0s to " + most + "s, not '" + text + "'");
        return absent;
    }

    List<String> texts(String key) {
        read.add(key);
        if (!node.has(key)) {
            return List.of();
        }
        JsonNode list = node.get(key);
        if (!list.isArray() || list.size() > MOST_ENTRIES) {
            mistakes.add("'" + key + "' is a list of at most " + MOST_ENTRIES + " texts, not '" + shown(list) + "'");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : list) {
            if (entry.isString()) {
                texts.add(entry.asString());
            } else {
                mistakes.add("'" + key + "' is a list of texts; '" + shown(entry) + "' is none");
            }
        }
        return texts;
    }

    List<String> paths(String key) {
        List<String> paths = texts(key);
        paths.stream()
                .filter(p -> !p.startsWith("/") || p.equals("/") || p.contains("/../") || p.endsWith("/.."))
                .forEach(p -> mistakes.add("'" + key + "' names absolute container paths below /, not '" + p + "'"));
        return paths;
    }

    List<Digest> digests(String key) {
        List<Digest> digests = new ArrayList<>();
        for (String text : texts(key)) {
            try {
                digests.add(Digest.parse(text));
            } catch (IllegalArgumentException e) {
                mistakes.add("'" + key + "': " + e.getMessage());
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
                .forEach(k -> mistakes.add("'" + k + "' is not known in " + where));
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
