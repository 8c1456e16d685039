package io.plimsoll.advisories;

import static io.plimsoll.advisories.InventoryFields.digest;
import static io.plimsoll.advisories.InventoryFields.expect;

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
import io.plimsoll.model.PackageType;
import io.plimsoll.model.RiskyFile;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Reads the JSON document that the scanner process hands over. The scanner has met hostile bytes, so its word is read
/// strictly and within limits: unknown, missing and doubled fields are errors, and so is anything after the end.
public final class InventoryReader {
    private static final long MAX_BYTES = 512L << 20;
    private static final int MAX_TEXT = 4 << 20;
    private static final int MAX_DEPTH = 10;
    private static final int MAX_LAYERS = 10_000;
    private static final int MAX_PACKAGES = 1_000_000;
    private static final int MAX_EXECUTABLES = 3_000_000;
    private static final int MAX_SENSITIVE = 1_000_000;
    private static final int MAX_FILES = 3_000_000;
    private static final int MAX_GAPS = 100_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_BYTES)
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(MAX_TEXT)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private final JsonParser parser;
    private @Nullable Integer format;
    private @Nullable String scanner;
    private @Nullable Digest imageId;
    private @Nullable List<String> names;
    private @Nullable Distribution distribution;
    private @Nullable ImageConfiguration configuration;
    private @Nullable List<Layer> layers;
    private @Nullable List<SoftwarePackage> packages;
    private @Nullable List<Executable> executables;
    private int unknownExecutables;
    private @Nullable List<ImageFile> files;
    private @Nullable List<Leak> leaks;
    private @Nullable List<CardNumbers> cardNumbers;
    private @Nullable List<RiskyFile> riskyFiles;
    private @Nullable List<Gap> gaps;

    private InventoryReader(JsonParser parser) {
        this.parser = parser;
    }

    /// Reads one document to its end. The stream is not closed.
    ///
    /// @throws UnreadableInventoryException if it is not what the scanner writes, or ends too early
    public static Inventory read(InputStream in) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            return new InventoryReader(parser).read();
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    /// Hands out the executables of a document, ordered by path, without holding them; all else is passed over. The
    /// stream is not closed.
    ///
    /// @param each whether to go on after this one
    /// @throws UnreadableInventoryException if it is not what the scanner writes, or ends too early
    public static void executables(InputStream in, Predicate<Executable> each) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            new InventoryReader(parser).handOut(each);
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    private static UnreadableInventoryException unreadable(JacksonException e) {
        return new UnreadableInventoryException(e.getMessage() == null ? "not JSON" : e.getMessage(), e);
    }

    private void handOut(Predicate<Executable> each) {
        parser.nextToken();
        expect(parser, JsonToken.START_OBJECT, "the document");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean isWanted = parser.currentName().equals("executables");
            parser.nextToken();
            if (isWanted) {
                expect(parser, JsonToken.START_ARRAY, "executables");
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (!each.test(executable())) {
                        return;
                    }
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private Inventory read() {
        parser.nextToken();
        expect(parser, JsonToken.START_OBJECT, "the document");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            readField(name);
        }
        if (parser.nextToken() != null) {
            throw new UnreadableInventoryException("something follows the end of the document");
        }
        checkPlaces();
        return new Inventory(
                required(format, "format"),
                required(scanner, "scanner"),
                imageId,
                required(names, "names"),
                distribution,
                configuration,
                required(layers, "layers"),
                required(packages, "packages"),
                required(executables, "executables"),
                unknownExecutables,
                sensitive(),
                files,
                required(gaps, "gaps"));
    }

    private void checkPlaces() {
        int most = required(packages, "packages").size();
        for (ImageFile file : files == null ? List.<ImageFile>of() : files) {
            if (file.packages().stream().anyMatch(place -> place < 0 || place >= most)) {
                throw new UnreadableInventoryException("a file belongs to a package that is not listed");
            }
        }
    }

    /// Documents of before sensitive content was looked for have none of its fields.
    private @Nullable SensitiveContent sensitive() {
        return leaks == null && cardNumbers == null && riskyFiles == null
                ? null
                : new SensitiveContent(
                        required(leaks, "leaks"),
                        required(cardNumbers, "cardNumbers"),
                        required(riskyFiles, "riskyFiles"));
    }

    private void readField(String name) {
        switch (name) {
            case "format" -> format = readFormat();
            case "scanner" -> scanner = text(name);
            case "imageId" -> imageId = digest(text(name), name);
            case "names" -> names = InventoryFields.texts(parser, name);
            case "distribution" -> distribution = distribution(InventoryFields.read(parser, name));
            case "configuration" -> configuration = configuration(InventoryFields.read(parser, name));
            case "layers" -> layers = list(name, MAX_LAYERS, this::layer);
            case "packages" -> packages = list(name, MAX_PACKAGES, this::softwarePackage);
            case "executables" -> executables = list(name, MAX_EXECUTABLES, this::executable);
            case "unknownExecutables" -> unknownExecutables = count(name);
            case "files" -> files = list(name, MAX_FILES, this::file);
            case "leaks" -> leaks = list(name, MAX_SENSITIVE, this::leak);
            case "cardNumbers" -> cardNumbers = list(name, MAX_SENSITIVE, this::cardNumbers);
            case "riskyFiles" -> riskyFiles = list(name, MAX_SENSITIVE, this::riskyFile);
            case "gaps" -> gaps = list(name, MAX_GAPS, this::gap);
            default -> throw new UnreadableInventoryException("the document has the unknown field " + name);
        }
    }

    private int readFormat() {
        expect(parser, JsonToken.VALUE_NUMBER_INT, "format");
        int found = parser.getIntValue();
        if (found < 1 || found > Inventory.FORMAT) {
            throw new UnreadableInventoryException("it has format " + found + ", this program reads 1 to "
                    + Inventory.FORMAT + "; scan again with the scanner of this version");
        }
        return found;
    }

    private int count(String name) {
        expect(parser, JsonToken.VALUE_NUMBER_INT, name);
        long count = parser.getLongValue();
        if (count < 0 || count > MAX_EXECUTABLES) {
            throw new UnreadableInventoryException(name + " is " + count);
        }
        return (int) count;
    }

    private String text(String name) {
        expect(parser, JsonToken.VALUE_STRING, name);
        return parser.getString();
    }

    private <T> List<T> list(String name, int most, Supplier<T> each) {
        return InventoryFields.list(parser, name, most, each);
    }

    private static Distribution distribution(InventoryFields fields) {
        return fields.andNothingElse(new Distribution(
                fields.text("id"), fields.text("versionId"), fields.text("codename"), fields.text("prettyName")));
    }

    private static ImageConfiguration configuration(InventoryFields fields) {
        return fields.andNothingElse(new ImageConfiguration(
                fields.text("architecture"),
                fields.text("os"),
                fields.text("user"),
                fields.texts("entrypoint"),
                fields.texts("command"),
                fields.texts("exposedPorts"),
                fields.texts("environmentNames"),
                fields.textsByName("labels"),
                fields.text("created"),
                fields.truthOrNull("healthcheck")));
    }

    private Layer layer() {
        InventoryFields fields = InventoryFields.read(parser, "layer");
        return fields.andNothingElse(new Layer(
                fields.digest("diffId"), fields.number("size"), fields.text("createdBy"), fields.isTrue("base")));
    }

    private SoftwarePackage softwarePackage() {
        InventoryFields fields = InventoryFields.read(parser, "package");
        return fields.andNothingElse(new SoftwarePackage(
                fields.text("name"),
                fields.text("version"),
                type(fields.text("type")),
                fields.text("purl"),
                source(fields.objectOrNull("source")),
                fields.text("architecture"),
                fields.text("path"),
                fields.digestOrNull("layer"),
                fields.textsOrNone("licences"),
                fields.textOrEmpty("owner"),
                fields.textOrEmpty("scope")));
    }

    private static PackageType type(String word) {
        return PackageType.ofPurlType(word)
                .orElseThrow(() -> new UnreadableInventoryException("'" + word + "' is no known type of packages"));
    }

    private static SoftwarePackage.@Nullable Source source(@Nullable InventoryFields fields) {
        return fields == null
                ? null
                : fields.andNothingElse(new SoftwarePackage.Source(fields.text("name"), fields.text("version")));
    }

    private Executable executable() {
        InventoryFields fields = InventoryFields.read(parser, "executable");
        return fields.andNothingElse(new Executable(
                fields.text("path"),
                fields.digest("sha256"),
                fields.number("size"),
                mode(fields.number("mode")),
                fields.digestOrNull("layer"),
                fields.textOrNull("owner")));
    }

    private ImageFile file() {
        InventoryFields fields = InventoryFields.read(parser, "file");
        return fields.andNothingElse(new ImageFile(fields.text("path"), fields.numbersOrNone("packages")));
    }

    private static int mode(long mode) {
        if (mode < 0 || mode > 0_7777) {
            throw new UnreadableInventoryException("a file has the mode " + mode);
        }
        return (int) mode;
    }

    private Leak leak() {
        InventoryFields fields = InventoryFields.read(parser, "leak");
        return fields.andNothingElse(new Leak(
                fields.text("rule"),
                severity(fields.text("severity")),
                fields.text("path"),
                fields.digestOrNull("layer"),
                count("a leak's line", fields.number("line")),
                fields.text("excerpt"),
                fields.text("fingerprint"),
                fields.truth("deleted")));
    }

    private static Severity severity(String word) {
        Severity severity = Severity.ofWord(word);
        if (!severity.word().equals(word)) {
            throw new UnreadableInventoryException("a leak has the severity '" + word + "'");
        }
        return severity;
    }

    private CardNumbers cardNumbers() {
        InventoryFields fields = InventoryFields.read(parser, "cardNumbers");
        return fields.andNothingElse(new CardNumbers(
                fields.text("path"),
                fields.digestOrNull("layer"),
                fields.text("issuer"),
                count("a count of card numbers", fields.number("count")),
                fields.texts("samples"),
                fields.truth("test"),
                fields.truth("deleted")));
    }

    private RiskyFile riskyFile() {
        InventoryFields fields = InventoryFields.read(parser, "riskyFile");
        return fields.andNothingElse(new RiskyFile(
                fields.text("path"),
                fields.digestOrNull("layer"),
                riskyKind(fields.text("kind")),
                mode(fields.number("mode"))));
    }

    private static RiskyFile.Kind riskyKind(String word) {
        return Arrays.stream(RiskyFile.Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new UnreadableInventoryException("'" + word + "' is no known risk of a file"));
    }

    private static int count(String what, long number) {
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new UnreadableInventoryException(what + " is " + number);
        }
        return (int) number;
    }

    private Gap gap() {
        InventoryFields fields = InventoryFields.read(parser, "gap");
        return fields.andNothingElse(new Gap(fields.text("code"), fields.text("detail"), fields.text("path")));
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new UnreadableInventoryException("the document has no " + name);
        }
        return value;
    }
}
