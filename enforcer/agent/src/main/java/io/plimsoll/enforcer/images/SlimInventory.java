package io.plimsoll.enforcer.images;

import io.plimsoll.advisories.InventoryReader;
import io.plimsoll.advisories.UnreadableInventoryException;
import io.plimsoll.model.Inventory;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Reads an inventory without its executables, which nothing here needs and an image may have by the million: the
/// Enforcer is small, and an image must not be able to fill it.
final class SlimInventory {
    private static final int MOST_BYTES = 24 * 1024 * 1024;
    private static final JsonFactory JSON = new JsonFactory();

    private SlimInventory() {}

    /// @throws ScanFailedException if the file is no inventory, or what is left of it is too large
    static Inventory read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 64 * 1024)) {
            return InventoryReader.read(new ByteArrayInputStream(withoutExecutables(in)));
        } catch (IOException | JacksonException | UnreadableInventoryException e) {
            throw new ScanFailedException("the inventory cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] withoutExecutables(InputStream in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256 * 1024);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in);
                JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                generator.copyCurrentEvent(parser);
                if (token == JsonToken.PROPERTY_NAME && depth == 1 && "executables".equals(parser.currentName())) {
                    skipList(parser, generator);
                }
                if (out.size() > MOST_BYTES) {
                    throw new ScanFailedException("the inventory has more than " + MOST_BYTES
                            + " bytes besides executables, which is more than the Enforcer takes");
                }
            }
        }
        return out.toByteArray();
    }

    private static void skipList(JsonParser parser, JsonGenerator generator) {
        if (parser.nextToken() == JsonToken.START_ARRAY) {
            parser.skipChildren();
            generator.writeStartArray();
            generator.writeEndArray();
        } else {
            generator.copyCurrentStructure(parser);
        }
    }
}
