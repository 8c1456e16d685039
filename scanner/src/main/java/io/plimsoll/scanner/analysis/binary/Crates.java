package io.plimsoll.scanner.analysis.binary;

import io.plimsoll.scanner.layer.FileBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The crates that a Rust program was built from, as cargo-auditable lists them:
/// `{"packages":[{"name":"adler","version":"1.0.2","source":"crates.io","kind":"build"}]}`. Of kind `build` are those
/// that only the build needed.
///
/// @param problem why not all could be read; empty if all could
record Crates(List<Crate> list, String problem) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,200}");
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+[0-9A-Za-z.+-]{0,200}");

    record Crate(String name, String version) {}

    Crates {
        list = List.copyOf(list);
    }

    static Crates of(FileBytes document) {
        List<Crate> crates = new ArrayList<>();
        String problem = "";
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), document.open())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean arePackages = json.currentName().equals("packages");
                if (json.nextToken() == JsonToken.START_ARRAY && arePackages) {
                    problem = packages(json, crates);
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException e) {
            problem = "the list of crates is not sound JSON: " + e.getOriginalMessage();
        }
        return new Crates(crates, problem);
    }

    private static String packages(JsonParser json, List<Crate> crates) {
        String problem = "";
        JsonToken token = json.nextToken();
        for (; token == JsonToken.START_OBJECT; token = json.nextToken()) {
            String name = "";
            String version = "";
            boolean isInProgram = true;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = json.currentName();
                String value = json.nextToken() == JsonToken.VALUE_STRING ? json.getString() : "";
                json.skipChildren();
                switch (field) {
                    case "name" -> name = value;
                    case "version" -> version = value;
                    case "kind" -> isInProgram = !value.equals("build");
                    default -> {}
                }
            }
            if (!NAME.matcher(name).matches() || !VERSION.matcher(version).matches()) {
                problem = "the list of crates names one, or a version, that cannot be one";
            } else if (isInProgram) {
                crates.add(new Crate(name, version));
            }
        }
        return token == JsonToken.END_ARRAY ? problem : "the list of crates holds something else than crates";
    }
}
