package io.plimsoll.scanner.registry;

import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes a listing as JSON:
///
/// `{"repositories":1,"notes":[],"tags":[{"repository":"shop/web","tag":"1","name":"ghcr.io/shop/web:1",`
/// `"digest":"sha256:...","builtAt":"2026-01-01T00:00:00Z"}]}`
final class ListingWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ListingWriter() {}

    static void write(Listing listing, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeNumberProperty("repositories", listing.repositories());
            json.writeArrayPropertyStart("notes");
            listing.notes().forEach(json::writeString);
            json.writeEndArray();
            json.writeArrayPropertyStart("tags");
            listing.tags().forEach(tag -> write(tag, json));
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(Listing.Tag tag, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("repository", tag.repository());
        json.writeStringProperty("tag", tag.tag());
        json.writeStringProperty("name", tag.name());
        json.writeStringProperty("digest", tag.digest().toString());
        tag.builtAt().ifPresent(at -> json.writeStringProperty("builtAt", at.toString()));
        json.writeEndObject();
    }
}
