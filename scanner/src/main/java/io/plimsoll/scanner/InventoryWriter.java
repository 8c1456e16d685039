package io.plimsoll.scanner;

import io.plimsoll.model.CardNumbers;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Executable;
import io.plimsoll.model.Gap;
import io.plimsoll.model.ImageConfiguration;
import io.plimsoll.model.ImageFile;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Layer;
import io.plimsoll.model.Leak;
import io.plimsoll.model.RiskyFile;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.model.SoftwarePackage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes the inventory document: JSON in UTF-8, fields named and ordered as the components of the model's records,
/// digests as `sha256:<hex>`, what is null left out, and so is what most packages and layers do not have. The same
/// inventory always gives the same bytes.
public final class InventoryWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private InventoryWriter(JsonGenerator json) {
        this.json = json;
    }

    /// Writes one document; the stream stays open.
    public static void write(Inventory inventory, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), new Uncloseable(out))) {
            new InventoryWriter(json).inventory(inventory);
        } catch (JacksonException e) {
            throw new IOException("the inventory cannot be written: " + e.getOriginalMessage(), e);
        }
        out.flush();
    }

    private void inventory(Inventory inventory) {
        json.writeStartObject();
        json.writeNumberProperty("format", inventory.format());
        json.writeStringProperty("scanner", inventory.scanner());
        digest("imageId", inventory.imageId());
        texts("names", inventory.names());
        if (inventory.distribution() != null) {
            distribution(inventory.distribution());
        }
        if (inventory.configuration() != null) {
            configuration(inventory.configuration());
        }
        json.writeArrayPropertyStart("layers");
        inventory.layers().forEach(this::layer);
        json.writeEndArray();
        json.writeArrayPropertyStart("packages");
        inventory.packages().forEach(this::software);
        json.writeEndArray();
        json.writeArrayPropertyStart("executables");
        inventory.executables().forEach(this::executable);
        json.writeEndArray();
        if (inventory.unknownExecutables() > 0) {
            json.writeNumberProperty("unknownExecutables", inventory.unknownExecutables());
        }
        if (inventory.files() != null) {
            json.writeArrayPropertyStart("files");
            inventory.files().forEach(this::file);
            json.writeEndArray();
        }
        if (inventory.sensitive() != null) {
            sensitive(inventory.sensitive());
        }
        json.writeArrayPropertyStart("gaps");
        inventory.gaps().forEach(this::gap);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void distribution(Distribution distribution) {
        json.writeObjectPropertyStart("distribution");
        json.writeStringProperty("id", distribution.id());
        json.writeStringProperty("versionId", distribution.versionId());
        json.writeStringProperty("codename", distribution.codename());
        json.writeStringProperty("prettyName", distribution.prettyName());
        json.writeEndObject();
    }

    private void configuration(ImageConfiguration configuration) {
        json.writeObjectPropertyStart("configuration");
        json.writeStringProperty("architecture", configuration.architecture());
        json.writeStringProperty("os", configuration.os());
        json.writeStringProperty("user", configuration.user());
        texts("entrypoint", configuration.entrypoint());
        texts("command", configuration.command());
        texts("exposedPorts", configuration.exposedPorts());
        texts("environmentNames", configuration.environmentNames());
        json.writeObjectPropertyStart("labels");
        new TreeMap<>(configuration.labels()).forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeStringProperty("created", configuration.created());
        if (configuration.healthcheck() != null) {
            json.writeBooleanProperty("healthcheck", configuration.healthcheck());
        }
        json.writeEndObject();
    }

    private void layer(Layer layer) {
        json.writeStartObject();
        digest("diffId", layer.diffId());
        json.writeNumberProperty("size", layer.size());
        json.writeStringProperty("createdBy", layer.createdBy());
        if (layer.base()) {
            json.writeBooleanProperty("base", true);
        }
        json.writeEndObject();
    }

    private void software(SoftwarePackage software) {
        json.writeStartObject();
        json.writeStringProperty("name", software.name());
        json.writeStringProperty("version", software.version());
        json.writeStringProperty("type", software.type().purlType());
        json.writeStringProperty("purl", software.purl());
        SoftwarePackage.Source source = software.source();
        if (source != null) {
            json.writeObjectPropertyStart("source");
            json.writeStringProperty("name", source.name());
            json.writeStringProperty("version", source.version());
            json.writeEndObject();
        }
        json.writeStringProperty("architecture", software.architecture());
        json.writeStringProperty("path", software.path());
        digest("layer", software.layer());
        if (!software.licences().isEmpty()) {
            texts("licences", software.licences());
        }
        unlessEmpty("owner", software.owner());
        unlessEmpty("scope", software.scope());
        json.writeEndObject();
    }

    private void executable(Executable executable) {
        json.writeStartObject();
        json.writeStringProperty("path", executable.path());
        digest("sha256", executable.sha256());
        json.writeNumberProperty("size", executable.size());
        json.writeNumberProperty("mode", executable.mode());
        digest("layer", executable.layer());
        if (executable.owner() != null) {
            json.writeStringProperty("owner", executable.owner());
        }
        json.writeEndObject();
    }

    private void file(ImageFile file) {
        json.writeStartObject();
        json.writeStringProperty("path", file.path());
        if (!file.packages().isEmpty()) {
            json.writeArrayPropertyStart("packages");
            file.packages().forEach(json::writeNumber);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void sensitive(SensitiveContent sensitive) {
        json.writeArrayPropertyStart("leaks");
        sensitive.leaks().forEach(this::leak);
        json.writeEndArray();
        json.writeArrayPropertyStart("cardNumbers");
        sensitive.cardNumbers().forEach(this::cardNumbers);
        json.writeEndArray();
        json.writeArrayPropertyStart("riskyFiles");
        sensitive.riskyFiles().forEach(this::riskyFile);
        json.writeEndArray();
    }

    private void leak(Leak leak) {
        json.writeStartObject();
        json.writeStringProperty("rule", leak.rule());
        json.writeStringProperty("severity", leak.severity().word());
        json.writeStringProperty("path", leak.path());
        digest("layer", leak.layer());
        json.writeNumberProperty("line", leak.line());
        json.writeStringProperty("excerpt", leak.excerpt());
        json.writeStringProperty("fingerprint", leak.fingerprint());
        json.writeBooleanProperty("deleted", leak.deleted());
        json.writeEndObject();
    }

    private void cardNumbers(CardNumbers cards) {
        json.writeStartObject();
        json.writeStringProperty("path", cards.path());
        digest("layer", cards.layer());
        json.writeStringProperty("issuer", cards.issuer());
        json.writeNumberProperty("count", cards.count());
        texts("samples", cards.samples());
        json.writeBooleanProperty("test", cards.test());
        json.writeBooleanProperty("deleted", cards.deleted());
        json.writeEndObject();
    }

    private void riskyFile(RiskyFile file) {
        json.writeStartObject();
        json.writeStringProperty("path", file.path());
        digest("layer", file.layer());
        json.writeStringProperty("kind", file.kind().word());
        json.writeNumberProperty("mode", file.mode());
        json.writeEndObject();
    }

    private void gap(Gap gap) {
        json.writeStartObject();
        json.writeStringProperty("code", gap.code());
        json.writeStringProperty("detail", gap.detail());
        json.writeStringProperty("path", gap.path());
        json.writeEndObject();
    }

    private void digest(String name, @Nullable Digest digest) {
        if (digest != null) {
            json.writeStringProperty(name, digest.toString());
        }
    }

    private void unlessEmpty(String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    private void texts(String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    /// The generator closes what it writes to; ours belongs to the caller.
    private static final class Uncloseable extends java.io.FilterOutputStream {
        Uncloseable(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
