package io.plimsoll.advisories;

import io.plimsoll.model.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The fields of one small object of an inventory, taken out by name. What is missing, of the wrong kind or
/// left over is an error: the document is made by a program that we know.
final class InventoryFields {
    private static final int MAX_ITEMS = 10_000;

    private final String where;
    private final Map<String, Object> values;

    private InventoryFields(String where, Map<String, Object> values) {
        this.where = where;
        this.values = values;
    }

    /// @param parser stands at the beginning of the object
    /// @param where name of the object for messages
    static InventoryFields read(JsonParser parser, String where) {
        expect(parser, JsonToken.START_OBJECT, where);
        Map<String, Object> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            values.put(name, value(parser, where + "." + name));
            atMost(MAX_ITEMS, values.size(), where);
        }
        return new InventoryFields(where, values);
    }

    private static Object value(JsonParser parser, String where) {
        return switch (token(parser, where)) {
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case START_OBJECT -> read(parser, where);
            case START_ARRAY -> array(parser, where);
            default -> throw unexpected(parser, where);
        };
    }

    // Without a case for null the JVM need not build the switch when it is first used.
    private static JsonToken token(JsonParser parser, String where) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw unexpected(parser, where);
        }
        return token;
    }

    private static UnreadableInventoryException unexpected(JsonParser parser, String where) {
        return new UnreadableInventoryException(where + " is " + parser.currentToken());
    }

    /// Texts, or small numbers.
    private static Object array(JsonParser parser, String where) {
        List<Object> items = list(parser, where, MAX_ITEMS, () -> switch (token(parser, where)) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getIntValue();
            default -> throw unexpected(parser, where);
        });
        Class<?> kind = !items.isEmpty() && items.getFirst() instanceof Integer ? Integer.class : String.class;
        if (!items.stream().allMatch(kind::isInstance)) {
            throw new UnreadableInventoryException(where + " has texts and numbers");
        }
        return kind == Integer.class ? items.toArray(Integer[]::new) : items.toArray(String[]::new);
    }

    /// @param parser stands at the beginning of an array of texts
    static List<String> texts(JsonParser parser, String where) {
        return list(parser, where, MAX_ITEMS, () -> {
            expect(parser, JsonToken.VALUE_STRING, where);
            return parser.getString();
        });
    }

    /// @param parser stands at the beginning of an array
    /// @param each is called with the parser at the beginning of each item
    static <T> List<T> list(JsonParser parser, String where, int most, Supplier<T> each) {
        expect(parser, JsonToken.START_ARRAY, where);
        List<T> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            atMost(most, items.size() + 1, where);
            items.add(each.get());
        }
        return items;
    }

    static void expect(JsonParser parser, JsonToken token, String where) {
        if (parser.currentToken() != token) {
            throw new UnreadableInventoryException(where + " is " + parser.currentToken() + ", not " + token);
        }
    }

    private static void atMost(int most, int size, String where) {
        if (size > most) {
            throw new UnreadableInventoryException(where + " has more than " + most + " items");
        }
    }

    String text(String name) {
        return take(name, String.class);
    }

    String textOrEmpty(String name) {
        return values.containsKey(name) ? text(name) : "";
    }

    @Nullable
    String textOrNull(String name) {
        return values.containsKey(name) ? text(name) : null;
    }

    /// False where the field is missing.
    boolean isTrue(String name) {
        return values.containsKey(name) && take(name, Boolean.class);
    }

    boolean truth(String name) {
        return take(name, Boolean.class);
    }

    @Nullable
    Boolean truthOrNull(String name) {
        return values.containsKey(name) ? truth(name) : null;
    }

    List<Integer> numbersOrNone(String name) {
        return values.containsKey(name) ? Arrays.asList(take(name, Integer[].class)) : List.of();
    }

    List<String> textsOrNone(String name) {
        return values.containsKey(name) ? texts(name) : List.of();
    }

    long number(String name) {
        return take(name, Long.class);
    }

    Digest digest(String name) {
        return digest(text(name), where + "." + name);
    }

    @Nullable
    Digest digestOrNull(String name) {
        return values.containsKey(name) ? digest(name) : null;
    }

    static Digest digest(String text, String where) {
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UnreadableInventoryException(where + " is " + e.getMessage(), e);
        }
    }

    @Nullable
    InventoryFields objectOrNull(String name) {
        return values.containsKey(name) ? take(name, InventoryFields.class) : null;
    }

    List<String> texts(String name) {
        return Arrays.asList(take(name, String[].class));
    }

    /// All fields of the named object, each of them a text.
    Map<String, String> textsByName(String name) {
        InventoryFields object = take(name, InventoryFields.class);
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : List.copyOf(object.values.keySet())) {
            texts.put(key, object.text(key));
        }
        return texts;
    }

    private <T> T take(String name, Class<T> kind) {
        Object value = values.remove(name);
        if (!kind.isInstance(value)) {
            throw new UnreadableInventoryException(
                    value == null ? where + " has no " + name : where + "." + name + " is of the wrong kind");
        }
        return kind.cast(value);
    }

    /// Fails if a field was not taken: a newer scanner would know something that this reader drops.
    <T> T andNothingElse(T value) {
        if (!values.isEmpty()) {
            throw new UnreadableInventoryException(where + " has the unknown field "
                    + values.keySet().iterator().next());
        }
        return value;
    }
}
