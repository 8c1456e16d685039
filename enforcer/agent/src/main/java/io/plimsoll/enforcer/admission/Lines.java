package io.plimsoll.enforcer.admission;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The text payload of a frame: `key=value` in each line.
record Lines(Map<String, String> values) {
    private static final int LONGEST = 64 * 1024;

    Lines {
        values = Map.copyOf(values);
    }

    static Lines parse(byte[] payload) {
        if (payload.length > LONGEST) {
            throw new MalformedQuestionException("a text has at most " + LONGEST + " bytes, not " + payload.length);
        }
        Map<String, String> values = new HashMap<>();
        for (String line : new String(payload, StandardCharsets.UTF_8).split("\n")) {
            int equals = line.indexOf('=');
            if (equals < 1 || values.put(line.substring(0, equals), line.substring(equals + 1)) != null) {
                throw new MalformedQuestionException("'" + line + "' is no 'key=value', or the key was there before");
            }
        }
        return new Lines(values);
    }

    String required(String key) {
        String value = values.get(key);
        if (value == null || value.isEmpty()) {
            throw new MalformedQuestionException("'" + key + "' is missing");
        }
        return value;
    }

    /// An absolute path, without `..` in it.
    Path absolute(String key) {
        try {
            Path path = Path.of(required(key));
            if (path.isAbsolute()) {
                return path.normalize();
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        throw new MalformedQuestionException("'" + key + "' is an absolute path, not '" + required(key) + "'");
    }

    long number(String key) {
        try {
            return Long.parseLong(required(key));
        } catch (NumberFormatException e) {
            throw new MalformedQuestionException("'" + key + "' is a number, not '" + required(key) + "'");
        }
    }

    void requireVersion() {
        if (number("version") != 1) {
            throw new MalformedQuestionException(
                    "version 1 of the shim's protocol is spoken here, not " + required("version"));
        }
    }
}
