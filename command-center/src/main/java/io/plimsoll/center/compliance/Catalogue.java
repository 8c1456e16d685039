package io.plimsoll.center.compliance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The catalogue of PCI DSS requirements that ships with the product, in our own wording.
public final class Catalogue {
    private final String version;
    private final String current;
    private final String seed;
    private final String disclaimer;
    private final Map<String, CatalogueEntry> entries = new LinkedHashMap<>();

    private Catalogue(JsonNode tree) {
        version = tree.required("catalogue_version").asString();
        current = tree.at("/standard/current").asString();
        seed = tree.at("/standard/seed").asString();
        disclaimer = tree.required("disclaimer").asString();
        for (JsonNode entry : tree.required("requirements")) {
            entries.put(entry.required("key").asString(), entry(entry));
        }
    }

    /// Reads the shipped catalogue.
    public static Catalogue shipped() {
        try (InputStream yaml =
                Objects.requireNonNull(Catalogue.class.getResourceAsStream("pci-dss.yaml"), "pci-dss.yaml")) {
            return new Catalogue(YAMLMapper.builder().build().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped catalogue cannot be read", e);
        }
    }

    private static CatalogueEntry entry(JsonNode entry) {
        return new CatalogueEntry(
                entry.required("key").asString(),
                texts(entry.required("id_v321")),
                texts(entry.required("id_v401")),
                entry.required("title").asString(),
                entry.required("intent").asString(),
                entry.at("/check/population").asString(),
                entry.path("note").asString(""));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    public String version() {
        return version;
    }

    /// The version of the standard in force.
    public String current() {
        return current;
    }

    /// The older numbering that is shown beside it.
    public String seed() {
        return seed;
    }

    public String disclaimer() {
        return disclaimer;
    }

    /// The entry of that key.
    ///
    /// @throws IllegalArgumentException if there is none
    public CatalogueEntry entry(String key) {
        CatalogueEntry entry = entries.get(key);
        if (entry == null) {
            throw new IllegalArgumentException("the catalogue has no entry '" + key + "'");
        }
        return entry;
    }
}
